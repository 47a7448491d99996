"""The table of duties that may not coincide, read from `duties.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from accounts.roles import Role

FILE = Path(__file__).with_name("duties.toml")


@dataclass(frozen=True)
class WorkShare:
    """A share of the work, named by the steps in which it is done."""

    id: str
    zh: str
    en: str
    steps: tuple[str, ...]

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@dataclass(frozen=True)
class Pair:
    """Two shares that one person may not have of one subject, or of one project."""

    duties: frozenset[str]
    within: str
    rule: str
    lend: str = ""
    """The role that a superior unit lends to an office that is too small."""

    def other(self, duty: str) -> str:
        return next(iter(self.duties - {duty}))


@dataclass(frozen=True)
class PostPair:
    """Two roles that one person may not hold in one organisation."""

    roles: tuple[str, str]
    rule: str
    small: bool = False
    """An office of at most three people may join them."""
    lend: str = ""

    def __str__(self) -> str:
        first, second = (str(Role(role).label) for role in self.roles)
        return gettext("“%(first)s” and “%(second)s”") % {"first": first, "second": second}


@dataclass(frozen=True)
class Table:
    duties: dict[str, WorkShare]
    pairs: tuple[Pair, ...]
    posts: tuple[PostPair, ...]
    paths: dict[str, str]
    """For each kind of subject the way to its project, as the ORM spells it."""
    small: int

    def duty_of(self, step_id: str) -> WorkShare | None:
        return next((duty for duty in self.duties.values() if step_id in duty.steps), None)

    def pairs_of(self, duty: str) -> list[Pair]:
        return [pair for pair in self.pairs if duty in pair.duties]


def project_of(subject: Any) -> Any:
    """Key of the project that a subject belongs to; None where the table knows no way to it."""
    path = table().paths.get(subject._meta.label_lower)
    found: Any = subject
    for name in path.split("__") if path else ():
        found = getattr(found, name)
    return found if path else None


@cache
def table() -> Table:
    data: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    duties = [WorkShare(**{**row, "steps": tuple(row["steps"])}) for row in data["duty"]]
    return Table(
        {duty.id: duty for duty in duties},
        tuple(Pair(**{**row, "duties": frozenset(row["duties"])}) for row in data["pair"]),
        tuple(PostPair(**{**row, "roles": tuple(row["roles"])}) for row in data["post"]),
        data["project"],
        data["most_in_a_small_office"],
    )
