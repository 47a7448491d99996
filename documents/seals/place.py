"""Where on a PDF a unit's seal belongs: over its name in the signature block, the last place where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

DIAMETER = 42 * 72 / 25.4
"""A unit's seal is 42 mm across."""


@dataclass(frozen=True)
class Place:
    page: int
    box: tuple[int, int, int, int]


def find(pdf: bytes, unit: str) -> Place:
    """The middle of the name and the line below it; without the name, the lower right of the last page."""
    document = pypdfium2.PdfDocument(pdf)
    for index in reversed(range(len(document))):
        page = document[index]
        if (centre := _last_of(page, unit)) is not None:
            return _around(index, *centre, *page.get_size())
    width, height = document[len(document) - 1].get_size()
    return _around(len(document) - 1, width - 160, 190, width, height)


def _last_of(page: pypdfium2.PdfPage, text: str) -> tuple[float, float] | None:
    words, found = page.get_textpage(), None
    search = words.search(text, match_case=True)
    while at := search.get_next():
        found = at
    if found is None:
        return None
    boxes = [words.get_charbox(n) for n in range(found[0], found[0] + found[1])]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    return (left + right) / 2, min(b[1] for b in boxes) - 12


def _around(page: int, x: float, y: float, width: float, height: float) -> Place:
    half = DIAMETER / 2
    x = min(max(x, half + 5), width - half - 5)
    y = min(max(y, half + 5), height - half - 5)
    return Place(page, (round(x - half), round(y - half), round(x + half), round(y + half)))
