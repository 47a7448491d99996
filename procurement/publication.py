"""When a unit's budget is to be made public, or made public anew (A5.3)."""

from __future__ import annotations

from procurement.models import BudgetLine, BudgetTable
from workflow.act import Act
from workflow.engine import follow, follow_create


def to_be_made_public(act: Act, line: BudgetLine) -> None:
    table = BudgetTable.objects.filter(purchaser_id=line.purchaser_id, year=line.year).first()
    if table is None:
        follow_create(act, BudgetTable, "open", purchaser=line.purchaser, year=line.year)
    elif table.state == BudgetTable.State.PUBLISHED:
        follow(act, table, "reopen")
