"""PDFs as pictures, and what is wrong with a sheet of paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from PIL import Image

_DOTS, _MOST, _GAP = 90, 4, 16
_EDGE = 18
"""Points at the rim of a sheet where printers put nothing."""


def picture(content: bytes, to: Path) -> list[str]:
    """Put the first sheets side by side into one picture; returns what is wrong with them."""
    with pdfplumber.open(io.BytesIO(content)) as paper:
        sheets = [page.to_image(resolution=_DOTS, antialias=True).original for page in paper.pages[:_MOST]]
        found = list(_faults(paper.pages))
    side_by_side(sheets).save(to)
    return found


def side_by_side(sheets: list[Image.Image]) -> Image.Image:
    width = sum(sheet.width + _GAP for sheet in sheets) + _GAP
    height = max(sheet.height for sheet in sheets) + 2 * _GAP
    desk = Image.new("RGB", (width, height), "#8a8a86")
    left = _GAP
    for sheet in sheets:
        desk.paste(sheet, (left, _GAP))
        left += sheet.width + _GAP
    return desk


def _faults(pages: list[pdfplumber.page.Page]) -> Iterator[str]:
    for page in pages:
        if not page.chars:
            yield f"sheet {page.page_number} is empty"
        outside = [
            letter["text"]
            for letter in page.chars
            if letter["x0"] < _EDGE
            or letter["x1"] > page.width - _EDGE
            or letter["top"] < _EDGE
            or letter["bottom"] > page.height - _EDGE
        ]
        if outside:
            yield f"sheet {page.page_number} is cut off at its rim: {''.join(outside)[:40]}"
