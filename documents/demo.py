"""Photos and scans of the demonstration: drawn, small, and marked as such. The same words give the same file."""

from __future__ import annotations

import io
from functools import cache
from zlib import crc32

from PIL import Image, ImageDraw, ImageFont

from documents.pdf import font_file

MARKED = "演示数据"
PHOTO, SHEET = (640, 400), (620, 877)
_INK, _PALE, _PAPER, _RED = "#2b2a28", "#8d8a84", "#fdfcf8", "#b3261e"
_WALLS = ("#e4ddcf", "#d9e1dd", "#dfe0e6", "#e7dcd6")
_CLOTHES = ("#3f6b8f", "#7a5c86", "#4f7d5c", "#a06a3c", "#8f4a4a")


def photo(title: str, place: str, day: str) -> bytes:
    """A room with people, where and when it was seen below: what stands for a photo of a visit."""
    picture = Image.new("RGB", PHOTO, _WALLS[_pick(title + place + day, len(_WALLS))])
    pen = ImageDraw.Draw(picture)
    _room(pen)
    for number in range(3):
        _person(pen, 170 + 130 * number, _CLOTHES[_pick(f"{place}{day}{number}", len(_CLOTHES))])
    pen.rectangle((0, 352, 640, 400), fill="#22211f")
    pen.text((16, 364), f"{title}　{place}", "#ffffff", _font(18))
    pen.text((624, 366), f"{day}　{MARKED}", "#e8c774", _font(16), anchor="ra")
    return _png(picture, 64)


def sheet(title: str, rows: dict[str, str], *, seal: str = "", signed: tuple[str, ...] = ()) -> bytes:
    """A page with a table, as a scanner gives it: an invoice, a report, a record with signatures and a seal."""
    picture = Image.new("RGB", SHEET, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((310, 70), title, _INK, _font(28, bold=True), anchor="ma")
    bottom = _table(pen, rows, 140)
    for number, name in enumerate(signed):
        x, y = 70 + 180 * (number % 3), bottom + 50 + 90 * (number // 3)
        pen.text((x, y), name, "#23407a", _font(24))
        pen.line((x, y + 36, x + 130, y + 36), _PALE)
    if seal:
        _seal(pen, 470, min(bottom + 150, 700), seal)
    pen.text((310, 840), f"{MARKED}　仅供演示，不具有效力", _PALE, _font(15), anchor="ma")
    return _png(picture, 16)


def put_seal(picture: Image.Image, words: str) -> None:
    """A unit's seal at the foot of a page that was printed."""
    width, height = picture.size
    _seal(ImageDraw.Draw(picture), width * 7 // 10, height * 8 // 10, words)


def _room(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 250, 640, 400), fill="#c9b79c")
    pen.rectangle((60, 50, 210, 170), fill="#cfe3ee", outline="#ffffff", width=6)
    pen.line((135, 50, 135, 170), "#ffffff", 5)
    pen.rectangle((430, 60, 580, 150), fill="#a7352b")
    pen.rectangle((440, 70, 570, 140), outline="#e8c774", width=2)
    pen.rectangle((100, 262, 540, 284), fill="#8a6a48")
    pen.rectangle((116, 284, 134, 345), fill="#775a3c")
    pen.rectangle((506, 284, 524, 345), fill="#775a3c")


def _person(pen: ImageDraw.ImageDraw, x: int, clothes: str) -> None:
    pen.ellipse((x + 24, 132, x + 76, 190), fill="#e5bf9f")
    pen.pieslice((x + 22, 124, x + 78, 184), 180, 360, fill="#3a332e")
    pen.rounded_rectangle((x, 190, x + 100, 262), 26, fill=clothes)


def _table(pen: ImageDraw.ImageDraw, rows: dict[str, str], top: int) -> int:
    for name, value in rows.items():
        lines = [value[start : start + 22] for start in range(0, len(value), 22)] or [""]
        height = 18 + 26 * len(lines)
        pen.rectangle((60, top, 560, top + height), outline=_PALE)
        pen.line((180, top, 180, top + height), _PALE)
        pen.text((72, top + 10), name, _INK, _font(17))
        pen.multiline_text((192, top + 10), "\n".join(lines), _INK, _font(17), spacing=8)
        top += height
    return top


def _seal(pen: ImageDraw.ImageDraw, x: int, y: int, words: str) -> None:
    pen.ellipse((x - 70, y - 70, x + 70, y + 70), outline=_RED, width=4)
    pen.text((x, y - 12), "★", _RED, _font(30), anchor="mm")
    for number, start in enumerate(range(0, min(len(words), 14), 7)):
        pen.text((x, y + 22 + 20 * number), words[start : start + 7], _RED, _font(15), anchor="mm")


def _pick(words: str, most: int) -> int:
    return crc32(words.encode()) % most


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file("Noto Sans SC", 700 if bold else 400)), size)


def _png(picture: Image.Image, colours: int) -> bytes:
    out = io.BytesIO()
    few = picture.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG")
    return out.getvalue()
