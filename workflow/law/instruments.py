"""The laws, orders and notices that rules cite: names, numbers and dates, from `data/instruments/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law, regulation, order or notice. `title_*` is its full name, `short_*` how it is quoted."""

    code: str
    short_zh: str
    short_en: str
    title_zh: str
    title_en: str
    number: str = ""
    aliases: tuple[str, ...] = ()
    sections: bool = False
    effective_from: date = date.min
    effective_to: date | None = None
    certainty: str = "sec"
    regime: bool = False
    note_en: str = ""
    note_zh: str = ""

    @property
    def brief_zh(self) -> str:
        """Its number, where people know it by that; else as it is quoted."""
        return self.number if self.short_zh.endswith("）") and self.number else self.short_zh

    @property
    def title(self) -> str:
        return self.title_zh if (get_language() or "zh").startswith("zh") else self.title_en

    @property
    def note(self) -> str:
        return self.note_zh if (get_language() or "zh").startswith("zh") else self.note_en

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


def _read(row: dict) -> Instrument:
    titles = {
        "short_zh": row.get("short_zh") or _quoted(row),
        "short_en": row.get("short_en") or row["title_en"],
        "aliases": tuple(row.get("aliases", ())),
    }
    return Instrument(**{**row, **titles})


def _quoted(row: dict) -> str:
    """《title》, with the number in brackets behind it where there is one."""
    number = row.get("number", "")
    return f"《{row['title_zh']}》（{number}）" if number else f"《{row['title_zh']}》"


@cache
def everything() -> dict[str, Instrument]:
    """All instruments by code, oldest first."""
    files = sorted((DATA / "instruments").glob("*.toml"))
    rows = [row for path in files for row in tomllib.loads(path.read_text(encoding="utf-8"))["instrument"]]
    found = sorted((_read(row) for row in rows), key=lambda i: (i.effective_from, i.code))
    return {instrument.code: instrument for instrument in found}


@cache
def by_alias() -> dict[str, Instrument]:
    """Instruments by every name that a citation may use for them."""
    names: dict[str, Instrument] = {}
    for instrument in everything().values():
        for name in {instrument.code, instrument.number, *instrument.aliases} - {""}:
            names[name] = instrument
    return names
