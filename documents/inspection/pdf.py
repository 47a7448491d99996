"""PDF: no scripts, no programs to launch, nothing packed inside, no password."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from documents.inspection.common import MEBIBYTE, Unfit, not_what_it_says

_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z])"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"/ObjStm\b.{0,2000}?stream\r?\n", re.DOTALL)
_MOST_UNPACKED = 64 * MEBIBYTE


def inspect(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise not_what_it_says("pdf")
    if re.search(rb"/Encrypt(?![A-Za-z])", content):
        raise Unfit("password", _("The PDF is protected by a password. Save it without protection."))
    for part in (content, *_object_streams(content)):
        if _ACTIVE.search(_ESCAPED.sub(_unescape, part)):
            raise Unfit(
                "active", _("The PDF holds a script, a form program or packed files. Print it to a new PDF.")
            )


def _unescape(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Compressed objects, unpacked up to a limit: names in them would otherwise stay hidden."""
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(content):
        unpacked = _inflate(content[found.end() :], left)
        left -= len(unpacked)
        if left <= 0:
            raise Unfit("bomb", _("The file unpacks to more than is allowed."))
        yield unpacked


def _inflate(data: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(data, most)
    except zlib.error:
        return b""
