"""Word, Excel and OFD documents: ZIP archives with a known main part, without macros and outside templates."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from documents.inspection import archives
from documents.inspection.common import Unfit, not_what_it_says

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HARMFUL_PART = re.compile(
    r"vbaProject|vbaData|activeX|oleObject\d*\.bin|embeddings/.*\.(bin|exe|docm|xlsm)", re.IGNORECASE
)
_OUTSIDE = re.compile(
    rb"(attachedTemplate|oleObject|frame|externalLinkPath|subDocument)\"[^>]*TargetMode=\"External\""
    rb"|TargetMode=\"External\"[^>]*(attachedTemplate|oleObject|frame|subDocument)\""
)


def inspect_docx(path: Path) -> None:
    _inspect(path, "docx", "word/document.xml", DOCX)


def inspect_xlsx(path: Path) -> None:
    _inspect(path, "xlsx", "xl/workbook.xml", XLSX)


def inspect_ofd(path: Path) -> None:
    """OFD (GB/T 33190): the archive holds `OFD.xml`, and no scripts."""
    with archives.opened(path, "ofd") as archive:
        parts = {entry.filename: entry for entry in archive.infolist()}
        if "OFD.xml" not in parts:
            raise not_what_it_says("ofd")
        _read_all(archive)


def _inspect(path: Path, extension: str, main: str, media_type: str) -> None:
    with archives.opened(path, extension) as archive:
        parts = {entry.filename: entry for entry in archive.infolist()}
        if "[Content_Types].xml" not in parts or main not in parts:
            raise not_what_it_says(extension)
        types = archives.read(archive, parts["[Content_Types].xml"])
        if b"macroEnabled" in types or any(_HARMFUL_PART.search(name) for name in parts):
            raise Unfit("macro", _("The document holds macros or packed programs. Save it without them."))
        if f"{media_type}.main+xml".encode() not in types:
            raise not_what_it_says(extension)
        _read_all(archive)


def _read_all(archive: zipfile.ZipFile) -> None:
    """Unpack each part once, so that no size is a lie, and refuse what would be fetched from elsewhere."""
    for entry in archive.infolist():
        content = archives.read(archive, entry)
        if entry.filename.endswith(".rels") and _OUTSIDE.search(content):
            raise Unfit("outside", _("The document fetches parts from elsewhere. Save a copy without links."))
        if b"<!ENTITY" in content[:4096]:
            raise Unfit("entity", _("The document holds entity declarations. Such files are not accepted."))
