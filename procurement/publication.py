"""When a unit's budget is to be made public, or made public anew (A5.3)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from accounts.models import Organisation
from procurement.models import BudgetLine, BudgetTable
from workflow.act import Act
from workflow.engine import follow, follow_create


def to_be_made_public(act: Act, line: BudgetLine) -> None:
    table = _table(line.purchaser_id, line.year)
    if table is None:
        follow_create(act, BudgetTable, "open", purchaser=line.purchaser, year=line.year)
    elif table.state == BudgetTable.State.PUBLISHED:
        follow(act, table, "reopen")


def keep_public(unit: Organisation, line: BudgetLine, keys: Iterable[UUID]) -> None:
    """What the unit had made public of a line stays so, for all that becomes of the line with its successors."""
    table = line.made_public_in or _table(unit.pk, line.year)
    if table is not None and (line.made_public_in or _told(table, line)):
        BudgetLine.objects.filter(pk__in=keys).update(made_public_in=table)


def owes_nothing(unit: Organisation, line: BudgetLine) -> bool:
    """Whether all of a line that was kept public is public: its unit had no change of that year left to tell."""
    table = _table(unit.pk, line.year)
    return line.made_public_in_id is not None and (table is None or table.state != BudgetTable.State.DUE)


def _table(unit_id: UUID, year: int) -> BudgetTable | None:
    return BudgetTable.objects.filter(purchaser_id=unit_id, year=year).first()


def _told(table: BudgetTable, line: BudgetLine) -> bool:
    """Whether the line was there when the table was made public last."""
    last = table.published_at
    return last is not None and (
        line.entries.filter(recorded_at__lte=last).exists()
        or line.moves_in.filter(recorded_at__lte=last).exists()
    )
