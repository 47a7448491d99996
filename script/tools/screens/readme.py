"""The few pictures that README.md shows: the upper part of a page, in few colours, small enough for a repository."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

from tools.paths import ROOT
from tools.screens import browsing, pages
from tools.screens.route import Missing, find
from tools.screens.shots import Shot

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 250_000
"""Bytes of a picture."""
SHOWN = {
    "home": ("home", "desk", 1500),
    "project": ("project-delivering-guoku", "desk", 1500),
    "worklist": ("worklist-section", "desk", 1000),
    "result": ("result", "desk", 1500),
    "bid": ("bid-receipt", "phone", 900),
}
"""File name → the picture of the set, its size, and how far down it reaches in pixels."""
_COLOURS = (128, 64, 32)


def refresh(chromium: Any, home: str) -> int:
    """Returns how many could not be taken."""
    by_name = {shot.name: shot for shot in pages.every()}
    FOLDER.mkdir(exist_ok=True)
    wrong = 0
    for name, (shot, size, height) in SHOWN.items():
        try:
            _one(chromium, home, by_name[shot], size, height, FOLDER / f"{name}.png")
        except Missing as missing:
            print(f"{name}  missing: {missing}")
            wrong += 1
    return wrong


def _one(chromium: Any, home: str, shot: Shot, size: str, height: int, to: Path) -> None:
    with browsing.person(chromium, home, shot.who) as visit:
        visit.speak("zh")
        visit.stand(size, height)
        visit.go(find(visit.page, shot, home))
        to.write_bytes(small(Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")))


def small(picture: Image.Image) -> bytes:
    """As a PNG below `LARGEST` bytes, in as many colours as that allows."""
    for colours in _COLOURS:
        out = io.BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()
