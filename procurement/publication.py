"""When a unit's budget is to be made public, or made public anew (A5.3)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from accounts.models import Organisation
from procurement.models import BudgetLine, BudgetTable
from procurement.notices import is_told
from workflow.act import Act
from workflow.engine import follow, follow_create


def to_be_made_public(act: Act, line: BudgetLine) -> None:
    table = _table(line.purchaser_id, line.year)
    if table is None:
        follow_create(act, BudgetTable, "open", purchaser=line.purchaser, year=line.year)
    elif table.state != BudgetTable.State.DUE:
        follow(act, table, "reopen")


def nothing_to_tell(act: Act, line: BudgetLine) -> None:
    """An entry was taken back: where it was all that waited to be told, nobody is called to publish any more."""
    table = _table(line.purchaser_id, line.year)
    if table is None or table.state != BudgetTable.State.DUE:
        return
    if table.published_at is not None and is_told(table):
        follow(act, table, "recall")
    elif table.published_at is None and table.is_empty:
        follow(act, table, "drop")


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
    return table.published_at is not None and line.stood_on(table.published_at)
