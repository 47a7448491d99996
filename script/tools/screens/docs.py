"""The few pictures that README.md and the guides show: the upper part of a page, in few colours, small enough for a
repository."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image

from tools.paths import ROOT
from tools.screens import browsing, pages
from tools.screens.route import Missing, find
from tools.screens.shots import Shot

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 250_000
"""Bytes of a picture."""
_COLOURS = (128, 64, 32)


@dataclass(frozen=True)
class Picture:
    """A picture of the set as a file of `FOLDER`. `height`: how far down it reaches in pixels."""

    file: str
    shot: str
    height: int
    language: str = "zh"
    size: str = "desk"


README = (
    Picture("home.png", "home", 1500),
    Picture("project.png", "project-delivering-guoku", 1500),
    Picture("worklist.png", "worklist-section", 1000),
    Picture("result.png", "result", 1500),
    Picture("bid.png", "bid-receipt", 900, size="phone"),
)
IN_GUIDES = {
    "worklist-section": 820,
    "project-delivering-jingban": 900,
    "application-form": 900,
    "paper-signed": 820,
    "bid": 980,
    "contract-provider": 900,
    "own-registration": 820,
    "grant-form": 980,
    "proposal-review": 980,
    "year-closing": 900,
    "rules": 900,
    "scoring": 900,
    "opening": 820,
    "evaluation-scoring": 900,
    "renewal-asked": 900,
    "chain": 820,
    "project-public": 1100,
    "result": 1100,
    "survey": 820,
}
"""What the guides show, each in its own language, and how far down."""
ON_A_PHONE = {"survey"}


def every() -> Iterator[Picture]:
    """All of them."""
    yield from README
    for shot, height in IN_GUIDES.items():
        for language in browsing.LANGUAGES:
            size = "phone" if shot in ON_A_PHONE else "desk"
            yield Picture(f"guides/{shot}.{language}.png", shot, height, language, size)


def refresh(chromium: Any, home: str) -> int:
    """Returns how many could not be taken."""
    by_name = {shot.name: shot for shot in pages.every()}
    wrong = 0
    for picture in every():
        try:
            _take(chromium, home, picture, by_name[picture.shot])
        except Missing as missing:
            print(f"{picture.file}  missing: {missing}")
            wrong += 1
    return wrong


def _take(chromium: Any, home: str, picture: Picture, shot: Shot) -> None:
    path = FOLDER / picture.file
    path.parent.mkdir(parents=True, exist_ok=True)
    with browsing.person(chromium, home, shot.who) as visit:
        visit.speak("zh")  # the way to a page is known by its Chinese words
        address = find(visit.page, shot, home)
        visit.speak(picture.language)
        visit.stand(picture.size, picture.height)
        visit.go(address)
        path.write_bytes(small(Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")))


def small(picture: Image.Image) -> bytes:
    """As a PNG below `LARGEST` bytes, in as many colours as that allows."""
    for colours in _COLOURS:
        out = io.BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()
