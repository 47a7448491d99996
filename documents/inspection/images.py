"""Pictures: the right frame, a size that a browser can bear, and nothing behind the end."""

from __future__ import annotations

import struct
from pathlib import Path

from django.utils.translation import gettext as _

from documents.inspection.common import Unfit, not_what_it_says

MOST_PIXELS = 100_000_000
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_ALONE = {0x01, *range(0xD0, 0xD8)}


def inspect_png(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or len(content) < 45:
        raise not_what_it_says("png")
    if not content.endswith(b"IEND\xaeB`\x82"):
        raise Unfit("trailing", _("The picture is cut off, or something follows its end. Save it anew."))
    _refuse_flood(*struct.unpack(">II", content[16:24]))


def inspect_jpeg(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(b"\xff\xd8\xff"):
        raise not_what_it_says("jpg")
    _refuse_flood(*_jpeg_size(content))
    end = content.rfind(b"\xff\xd9")
    if end < 0 or any(mark in content[end:] for mark in (b"PK\x03\x04", b"%PDF", b"<")):
        raise Unfit("trailing", _("The picture is cut off, or something follows its end. Save it anew."))


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height from the frame header, found by walking the segments."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            break
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += (
            2
            if marker in _ALONE
            else 1
            if marker == 0xFF
            else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
        )
    raise not_what_it_says("jpg")


def _refuse_flood(width: int, height: int) -> None:
    if not (width and height) or width * height > MOST_PIXELS:
        raise Unfit("pixels", _("The picture is too large. At most 100 million pixels are accepted."))
