"""What follows when money moves: entries in the books, and budgets that are to be made public anew."""

from __future__ import annotations

from procurement.models import BudgetMove, CommitmentEntry
from procurement.publication import to_be_made_public
from workflow.act import Act
from workflow.engine import follow
from workflow.registry import effect


@effect("procurement.transfer_amount")
def transfer_amount(act: Act) -> None:
    """Both units' budgets of the year have changed."""
    _move(act, BudgetMove.Kind.TRANSFER)
    to_be_made_public(act, act.subject)
    if act.data["target"].purchaser_id != act.subject.purchaser_id:
        to_be_made_public(act, act.data["target"])


@effect("procurement.carry_amount")
def carry_amount(act: Act) -> None:
    """The new year's budget has changed; the old one stays as it was made public."""
    _move(act, BudgetMove.Kind.CARRIED)
    to_be_made_public(act, act.data["target"])


def _move(act: Act, kind: str) -> None:
    BudgetMove.objects.create(
        source=act.subject,
        target=act.data["target"],
        kind=kind,
        amount=act.data["amount"],
        event_id=act.event_id,
        note=act.data["approval_number"],
    )


@effect("procurement.grant_increase")
def grant_increase(act: Act) -> None:
    """The line grows by its own step, so that the ledger and the budget made public follow as always."""
    given = {name: act.data[name] for name in ("amount", "approval_number")}
    follow(act, act.subject.line, "increase", **given)


@effect("procurement.release_saved")
def release_saved(act: Act) -> None:
    """What a contract cost less than was granted is free on the line again."""
    CommitmentEntry.objects.create(
        commitment=act.data["commitment"],
        kind=CommitmentEntry.Kind.RELEASE,
        amount=-act.data["amount"],
        event_id=act.event_id,
        note=act.reason[:300],
    )
