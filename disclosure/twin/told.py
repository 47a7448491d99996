"""What the notices of one project say together. Later ones count for more; what was withheld isn't said at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.db.models import F

from core.figures import to_decimal
from disclosure.models import Notice, Withheld
from disclosure.rendering import Reader

CALLS = {"AN-02", "AN-03", "AN-04", "AN-05", "AN-21.1"}
CORRECTION, AWARD, ENDING = "AN-06", "AN-07", "AN-08"
CONTRACT, CHANGE, ACCEPTANCE, REVIEW = "AN-09", "AN-10", "AN-11", "AN-17"
ACCEPTED, CANCELLED = "terminated", "cancelled"
"""How a release says that a contract was performed to its end, or ended before (OCDS `contracts/status`)."""
MOST = 500


@dataclass(frozen=True)
class Told:
    """One notice, and what it says in the reader's language."""

    notice: Notice
    values: Mapping[str, Any]
    withheld: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        return self.notice.kind

    @property
    def contract(self) -> Mapping[str, Any]:
        """The contract as the notice's release has it."""
        contracts: list[Mapping[str, Any]] = self.notice.told_contracts or []  # type: ignore[attr-defined]
        return contracts[0] if contracts else {}

    @property
    def paid(self) -> Decimal | None:
        """What had been paid by then. A release may repeat what was withheld, so then it is asked no more."""
        rows = self.contract.get("implementation", {}).get("transactions")
        if rows is None or self.withheld:
            return None
        return sum((Decimal(str(row["value"]["amount"])) for row in rows), Decimal(0))

    def amount_of(self, name: str) -> Decimal | None:
        return to_decimal(self.values.get(name))


@dataclass
class ContractTold:
    """A contract, by the notices that name it."""

    number: str
    told: list[Told] = field(default_factory=list)

    def last(self, kind: str) -> Told | None:
        return next((t for t in reversed(self.told) if t.kind == kind), None)

    @property
    def status(self) -> str:
        return next((t.contract["status"] for t in reversed(self.told) if t.contract), "")

    @property
    def is_accepted(self) -> bool:
        return self.status == ACCEPTED

    @property
    def is_cancelled(self) -> bool:
        return self.status == CANCELLED

    @property
    def review(self) -> Told | None:
        """The final one: it was made of a contract that had been accepted."""
        last = self.last(REVIEW)
        return last if last and last.contract.get("status") == ACCEPTED else None

    @property
    def amount(self) -> Decimal | None:
        """With the supplements published since. An amount that was withheld once isn't told by a later notice."""
        if any("amount" in t.withheld for t in self.told):
            return None
        return next((t.notice.amount for t in reversed(self.told) if t.notice.amount is not None), None)

    @property
    def paid(self) -> tuple[Decimal, datetime] | None:
        """What was paid, and when that was published."""
        last = self.last(ACCEPTANCE)
        return (last.paid, last.notice.published_at) if last and last.paid is not None else None


@dataclass(frozen=True)
class ProjectTold:
    """All that was published about a project, oldest first."""

    told: list[Told]

    @classmethod
    def of(cls, project_id: UUID) -> Self:
        """In two questions, however much was published."""
        found = Notice.objects.of_project(project_id).with_titles().defer("html", "layout", "release")
        notices = list(found.annotate(told_contracts=F("release__contracts"))[:MOST])
        gone: dict[UUID, set[str]] = defaultdict(set)
        for notice_id, name in Withheld.objects.filter(notice__in=notices).values_list("notice", "field"):
            gone[notice_id].add(name)
        return cls(_as_corrected([_read(notice, gone[notice.pk]) for notice in notices]))

    @property
    def newest(self) -> Notice:
        return self.told[-1].notice

    @property
    def name(self) -> str:
        """As the last notice gives it that gives one, else the title of the first."""
        return self.said("project_name") or self.told[0].notice.shown_title

    def said(self, name: str, among: Iterable[Told] | None = None) -> str:
        """The latest that was told under that name."""
        rows = self.told if among is None else list(among)
        return next((str(t.values[name]) for t in reversed(rows) if t.values.get(name)), "")

    @cached_property
    def round(self) -> list[Told]:
        """From the last call on: a tender that failed may be followed by another."""
        calls = [at for at, t in enumerate(self.told) if t.kind in CALLS]
        return self.told[calls[-1] :] if calls else []

    @property
    def call(self) -> Told | None:
        return self.round[0] if self.round else None

    @property
    def closes_at(self) -> datetime | None:
        """Until when one may take part, as last corrected."""
        dated = [t.notice.closes_at for t in self.round if t.kind in CALLS or t.kind == CORRECTION]
        return next((moment for moment in reversed(dated) if moment), None)

    def last(self, kind: str) -> Told | None:
        """The last of that kind since the call."""
        return next((t for t in reversed(self.round) if t.kind == kind), None)

    @property
    def ending(self) -> Told | None:
        """The call ended and nobody was chosen, or the choice came to nothing."""
        return self.last(ENDING)

    @property
    def award(self) -> Told | None:
        return self.last(AWARD) if self.ending is None else None

    @cached_property
    def contracts(self) -> list[ContractTold]:
        """In the order in which they were published."""
        found: dict[str, ContractTold] = {}
        for t in self.told:
            number = t.values.get("contract_number", "")
            if t.kind == CONTRACT:
                found.setdefault(number, ContractTold(number))
            if number in found and t.kind in {CONTRACT, CHANGE, ACCEPTANCE, REVIEW}:
                found[number].told.append(t)
        return list(found.values())

    @property
    def contract(self) -> ContractTold | None:
        """The one that came of the last call."""
        last = self.contracts[-1] if self.contracts else None
        if last is None or self.call is None:
            return last
        return last if last.told[0] in self.round else None

    @property
    def reviews(self) -> list[Told]:
        """All evaluations, the latest first."""
        return [t for t in reversed(self.told) if t.kind == REVIEW]


def _as_corrected(told: list[Told]) -> list[Told]:
    """Each notice with the figures that a later correction notice names in place of its own.

    What was withheld from the notice stays so, and so does what was withheld from its correction.
    """
    at = {t.notice.pk: place for place, t in enumerate(told)}
    for t in list(told):
        place = at.get(t.notice.corrects_id) if t.kind == CORRECTION else None
        corrected = t.values.get("corrected")
        if place is None or not isinstance(corrected, Mapping) or "corrections" in t.withheld:
            continue
        said = told[place]
        right = {name: value for name, value in corrected.items() if name not in said.withheld}
        told[place] = replace(said, values={**said.values, **right})
    return told


def _read(notice: Notice, gone: set[str]) -> Told:
    reader = Reader(notice.language(), {}, dict.fromkeys(gone, ""))
    return Told(notice, reader.values(notice.payload), frozenset(gone))
