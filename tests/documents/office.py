"""Word documents as LibreOffice prints them, in the portal's own fonts; and what papers say, for comparing."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from django.conf import settings
from tools.testing import office

from documents.docx.reading import Element, parse

FONTS = {
    "Noto Serif SC": ("仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "宋体", "Times New Roman"),
    "Noto Sans SC": ("黑体",),
}
BROKEN = "\ufffe"
"""What the reader of PDFs gives for a hyphen at the end of a line, as an address may be broken at any of its own."""
_PAGE_NUMBER = re.compile(r"^\s*—\s*\d+\s*—\s*$", re.MULTILINE)


def printed(documents: Iterable[Path], folder: Path) -> None:
    """Print all documents to PDF beside each other, by one process."""
    settings_of_fonts = folder / "fonts.conf"
    settings_of_fonts.write_text(_fontconfig(folder), encoding="utf-8")
    command = [office.find() or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings_of_fonts), "HOME": str(folder)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)


def said(pdf: bytes | Path, html: str) -> str:
    """The text of a PDF without its page numbers, white space, and table heads that a new page repeats."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(_PAGE_NUMBER.sub("", page.get_textpage().get_text_range()) for page in document)
    page = parse(html)
    return once(without_mark(squeezed(text.replace(BROKEN, "-")), page), heads_of(page))


def without_mark(text: str, page: Element) -> str:
    """The mark stands in a margin, which a reader may come to before or after the text: it is there once."""
    for mark in (e for e in page.elements("div") if "mark" in e.classes):
        said = squeezed(mark.text())
        assert text.count(said) == 1, said
        text = text.replace(said, "")
    return text


def heads_of(page: Element) -> list[str]:
    """The text of each table's head."""
    return [squeezed(head.text()) for head in page.elements("thead")]


def once(text: str, repeated: list[str]) -> str:
    """What a page repeats stands as often as in the source."""
    for head in set(repeated):
        first, *others = text.split(head)
        wanted = repeated.count(head)
        text = first + "".join((head if n < wanted else "") + part for n, part in enumerate(others))
    return text


def squeezed(text: str) -> str:
    """Without white space, and without the sign of ratio: LibreOffice takes it from another font, after its line."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\u2236]+", "", text)


def _fontconfig(folder: Path) -> str:
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{family}</family></prefer></alias>'
        for family, names in FONTS.items()
        for name in names
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{settings.NPM_ROOT}/@expo-google-fonts</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder}/fonts</cachedir>{aliases}</fontconfig>"
    )
