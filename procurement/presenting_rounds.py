"""A proposal's rows as readers see them: what a side is still working on, the other doesn't see yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.actor import Actor
from core.figures import grade_name
from procurement.beside import Beside
from procurement.models import BudgetProposal, ProposalRow
from procurement.models.proposals import FIGURES

ROWS = (
    _("Purchaser"),
    _("Project name"),
    _("Code in the catalogue"),
    _("Catalogue item"),
    _("Source of funds"),
    _("New or continued"),
    _("Quantity"),
    _("Unit"),
    _("Unit price (yuan)"),
    pgettext_lazy("request of a budget", "What it is needed for"),
    _("Requested (yuan)"),
    _("Control figure (yuan)"),
    _("Reason for the cut"),
    _("Draft budget (yuan)"),
    _("Approved (yuan)"),
    _("Number of the budget item"),
    _("Plan, one year on (yuan)"),
    _("Plan, two years on (yuan)"),
    _("Last grade"),
    _("Granted last year (yuan)"),
    _("Paid last year (yuan)"),
    _("State"),
)
"""Columns of the workbook of a compilation."""


@dataclass(frozen=True)
class Shown:
    """A row with what stands beside it. `figures` in the order of the rounds, None where the reader sees none yet."""

    row: ProposalRow
    figures: list[Decimal | None]
    beside: Beside
    reason: str


def shown_rows(proposal: BudgetProposal, actor: Actor) -> list[Shown]:
    rows = list(proposal.rows.select_related("item__edition", "line"))
    beside = proposal.beside(rows)
    seen = {name: proposal.shows(name, actor) for name in FIGURES}
    return [
        Shown(
            row,
            [getattr(row, name) if seen[name] else None for name in FIGURES],
            beside[row.item.code],
            row.figure_reason if seen["figure"] else "",
        )
        for row in rows
    ]


def cells_of(proposal: BudgetProposal, actor: Actor) -> Iterator[list[Any]]:
    """The rows of the workbook."""
    for shown in shown_rows(proposal, actor):
        row, requested = shown.row, shown.figures[0]
        last = shown.beside.used[0] if shown.beside.used else None
        yield [
            proposal.purchaser.name,
            row.title,
            row.item.code,
            row.item.name,
            row.get_source_display(),
            row.get_kind_display(),
            row.quantity,
            row.unit,
            row.unit_price,
            row.need,
            requested,
            shown.figures[1],
            shown.reason,
            *shown.figures[2:],
            row.line.code if row.line else "",
            row.next,
            row.after,
            grade_name(shown.beside.grade.grade) if shown.beside.grade else "",
            last.granted if last else None,
            last.paid if last else None,
            proposal.get_state_display(),
        ]
