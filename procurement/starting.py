"""Templates by item and by category of the catalogue: quality standard, indicators, papers. They are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from procurement.guidance import Words
from procurement.indicators import HUNDRED, NOUGHT, default_indicators
from procurement.models import Indicator

FILE = Path(__file__).resolve().parent / "data" / "templates.toml"
COMMON_QUALITY = "质量达标率"
"""The indicator of quality that every service keeps; the others are the category's own where it has some."""


@dataclass(frozen=True)
class Template:
    """What an application for an item starts from."""

    quality: str
    documents: tuple[Words, ...]
    indicators: list[dict[str, Any]]


@cache
def everything() -> Mapping[str, Any]:
    """The file as it stands, by the codes of items and categories."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def template_for(code: str) -> Template:
    """The item's own, else that of the item above it, else its category's; what one doesn't say the next above does."""
    row: dict[str, Any] = {}
    for length in range(1, len(code) + 1):
        row |= everything().get(code[:length], {})
    documents = tuple(Words(d["zh"], d["en"]) for d in row.get("documents", ()))
    return Template(row.get("quality", ""), documents, _indicators(row.get("indicators", [])))


def _indicators(own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The common set, in which the category's own stand for the common ones of quality."""
    common = default_indicators()
    if not own:
        return common
    quality = str(Indicator.Block.QUALITY)
    kept = [r for r in common if r["block"] != quality or r["name"] == COMMON_QUALITY]
    place = max(n for n, r in enumerate(kept) if r["block"] == quality) + 1
    return [*kept[:place], *map(_own, own), *kept[place:]]


def _own(row: Mapping[str, Any]) -> dict[str, Any]:
    """`worst`: an error rate, full points at nought, none from there on."""
    worst = row.get("worst")
    ends = (HUNDRED, NOUGHT) if worst is None else (NOUGHT, Decimal(worst))
    direction = Indicator.Direction.UP if worst is None else Indicator.Direction.DOWN
    return {
        "block": str(Indicator.Block.QUALITY),
        "name": row["name"],
        "formula": row["formula"],
        "unit": "%",
        "target": ends[0],
        "zero_at": ends[1],
        "direction": str(direction),
        "scoring": str(Indicator.Scoring.PROPORTIONAL),
        "points": Decimal(row["points"]),
        "scorer": row["scorer"],
        "evidence": row["evidence"],
    }
