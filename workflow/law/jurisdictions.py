"""Jurisdictions and what stands above them, derived from the six-digit codes of administrative divisions.

A code's chain runs from itself up to "" (the whole country):

    220102 Nanguan district     → 2201DD → 220100 → 220000 → ""
    220171 a development zone   → 2201DD → 220100 → 220000 → ""
    220182 Yushu, county level  → 2201CC → 220100 → 220000 → ""

`2201DD` and `2201CC` stand for all districts with development zones, and for all counties with cities at
county level, of a city: some rules (the thresholds of 2024) speak of these as classes.
"""

from __future__ import annotations

import re
from functools import cache

NATIONAL = ""
CODE = re.compile(r"\d{6}|\d{4}(?:DD|CC)")
DEVELOPMENT_ZONES = range(70, 80)


def kind(code: str) -> str:
    """One of: national, province, city, district, zone, county, class."""
    if code == NATIONAL:
        return "national"
    if not CODE.fullmatch(code):
        raise ValueError(f"not a code of an administrative division: {code!r}")
    if not code.isdigit():
        return "class"
    if code.endswith("0000"):
        return "province"
    last = int(code[4:])
    if last == 0:
        return "city"
    if last in DEVELOPMENT_ZONES:
        return "zone"
    return "district" if last <= 20 else "county"


def parent(code: str) -> str:
    """The next jurisdiction (or class) above; the country is above the provinces and above itself."""
    match kind(code):
        case "district" | "zone":
            return code[:4] + "DD"
        case "county":
            return code[:4] + "CC"
        case "class":
            return code[:4] + "00"
        case "city":
            return code[:2] + "0000"
        case _:
            return NATIONAL


@cache
def chain(code: str) -> tuple[str, ...]:
    """`code` and everything above it, nearest first, ending with the country."""
    if kind(code) == "national":
        return (NATIONAL,)
    return (code, *chain(parent(code)))
