"""The ledger of a budget line: each figure with its entries, each entry with its act and what it is about (A5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.history import of_acts
from core.actor import Actor
from core.components import Mark
from core.money import ZERO
from core.panels import collect
from procurement.models import BudgetEntry, BudgetLine, BudgetMove, CommitmentEntry

APPROVED, COMMITTED, CONTRACTED, PAID = "amount", "committed", "contracted", "paid"


@dataclass(frozen=True)
class Posting:
    """One entry as the ledger shows it. Upper apps yield theirs in `panels.budget_line_entries(line)`."""

    figure: str
    """Which figure it moves: one of the names above."""
    when: datetime
    kind: Any
    amount: Decimal
    event_id: UUID
    about: Any = ""
    """The project, or the other line."""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A figure with everything that makes it up."""

    name: str
    title: str
    total: Decimal
    rows: list[tuple[Posting, Mark | None]]
    empty: str


def sections_of(line: BudgetLine, reader: Actor | None = None) -> list[Section]:
    """Approved, committed, contracted, paid. Every total is the sum of its rows."""
    found = sorted(postings_of(line), key=lambda posting: posting.when)
    acts = of_acts((posting.event_id for posting in found), reader)
    return [
        Section(name, title, _total(found, name), _rows(found, name, acts), empty)
        for name, title, empty in (
            (APPROVED, _("Approved, added, cut and moved"), ""),
            (
                COMMITTED,
                _("Committed"),
                _("An entry appears here when finance grants the budget of a project."),
            ),
            (
                CONTRACTED,
                _("Contracted"),
                _("An entry appears here when both parties have signed a contract."),
            ),
            (PAID, _("Paid"), _("An entry appears here when the treasury has paid.")),
        )
    ]


def _rows(found: list[Posting], name: str, acts: dict[UUID, Mark]) -> list[tuple[Posting, Mark | None]]:
    return [(posting, acts.get(posting.event_id)) for posting in found if posting.figure == name]


def _total(found: list[Posting], name: str) -> Decimal:
    return sum((posting.amount for posting in found if posting.figure == name), ZERO)


def postings_of(line: BudgetLine) -> Iterator[Posting]:
    yield from _approved(line)
    yield from _moved(line)
    yield from _committed(line)
    yield from collect("budget_line_entries", line)


def _approved(line: BudgetLine) -> Iterator[Posting]:
    other = line.gave_way_to
    for entry in BudgetEntry.objects.filter(line=line):
        kind = entry.get_kind_display()
        joined = other if entry.kind == BudgetEntry.Kind.JOINED else None
        to = {"about": str(joined), "url": joined.get_absolute_url()} if joined else {}
        yield Posting(APPROVED, entry.recorded_at, kind, entry.amount, entry.event_id, note=entry.note, **to)


def _moved(line: BudgetLine) -> Iterator[Posting]:
    """The other line is named with its unit and year."""
    moves = BudgetMove.objects.filter(source=line) | BudgetMove.objects.filter(target=line)
    for move in moves.select_related("source__purchaser", "target__purchaser"):
        other, amount = (
            (move.target, -move.amount) if move.source_id == line.pk else (move.source, move.amount)
        )
        yield Posting(
            APPROVED,
            move.recorded_at,
            move.get_kind_display(),
            amount,
            move.event_id,
            about=_("%(unit)s, %(year)s, %(line)s")
            % {"unit": other.purchaser, "year": other.year, "line": other.code},
            url=other.get_absolute_url(),
            note=move.note,
        )


def _committed(line: BudgetLine) -> Iterator[Posting]:
    entries = CommitmentEntry.objects.filter(commitment__line=line).select_related("commitment__project")
    for entry in entries:
        project = entry.commitment.project
        yield Posting(
            COMMITTED,
            entry.recorded_at,
            entry.get_kind_display(),
            entry.amount,
            entry.event_id,
            about=project,
            url=project.get_absolute_url(),
            note="" if entry.kind == CommitmentEntry.Kind.RELEASE else entry.note,
        )
