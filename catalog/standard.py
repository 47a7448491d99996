"""The catalogue's first edition, from the fifth part of 长府办发〔2014〕18号: a start for every later one."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

FIRST = Path(__file__).resolve().parent / "data" / "catalog-2014.csv"


@cache
def _rows() -> tuple[tuple[tuple[str, Any], ...], ...]:
    with FIRST.open(encoding="utf-8", newline="") as file:
        return tuple(tuple(_row(row).items()) for row in csv.DictReader(file))


def _row(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "level": int(row["level"]),
        "parent": row["parent"],
        "name": row["name_zh"],
        "name_en": row["name_en"],
    }


def first_edition() -> list[dict[str, Any]]:
    """Six categories, 51 named items and the residual one, as rows for the step `draft`."""
    return [dict(row) for row in _rows()]
