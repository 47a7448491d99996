"""What a notice must contain (rules C): the required fields of each kind, by key, with labels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from workflow.law.instruments import DATA
from workflow.law.lookup import applies, find
from workflow.law.terms import chinese


@dataclass(frozen=True, slots=True)
class Field:
    """A required field of a notice: the key in its payload, and what stands before the value."""

    key: str
    zh: str
    en: str

    @property
    def label(self) -> str:
        return self.zh if chinese() else self.en


@cache
def labels() -> dict[str, Field]:
    """All fields of all notices by key."""
    rows = tomllib.loads((DATA / "notice-fields.toml").read_text(encoding="utf-8"))
    return {key: Field(key, row["zh"], row["en"]) for key, row in rows.items()}


def required_fields(kind: str, on: date) -> list[Field]:
    """What a notice of that kind (AN-01 … AN-22) must contain on that day, in the order of its format.

    Before the kind had a format, nothing is required.
    """
    if not applies(kind, on=on):
        return []
    return [labels()[key] for key in find(kind, on=on).fields]
