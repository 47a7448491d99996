"""What follows when finance opens a line ahead of its year's budget, and when that budget is approved."""

from __future__ import annotations

from decimal import Decimal

from procurement.models import BudgetEntry
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect


@effect("procurement.open_ahead")
def open_ahead(act: Act) -> None:
    _enter(act, BudgetEntry.Kind.EXPECTED, act.data["amount"], act.data["approval_number"])
    follow(act, act.subject, "set_ahead")


@effect("procurement.expect_anew")
def expect_anew(act: Act) -> None:
    _enter(
        act, BudgetEntry.Kind.EXPECTED, act.data["amount"] - act.subject.amount, act.data["approval_number"]
    )


@effect("procurement.approve_expected")
def approve_expected(act: Act) -> None:
    """First what is approved, then the expectation goes: the line never holds less than is reserved on it."""
    expected, number = act.subject.amount, act.data["approval_number"]
    _enter(act, BudgetEntry.Kind.APPROVED, act.data["amount"], number)
    _enter(act, BudgetEntry.Kind.EXPECTED, -expected, number)


def _enter(act: Act, kind: str, amount: Decimal, note: str) -> None:
    if amount:
        BudgetEntry.objects.create(
            line=act.subject, kind=kind, amount=amount, event_id=act.event_id, note=note
        )
