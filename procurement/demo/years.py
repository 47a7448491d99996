"""A purchase of several years: lines opened ahead of their budgets, and what each year bears."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from accounts import demo as people
from procurement.demo.acts import finance_key, issued_in
from procurement.models import BudgetLine
from workflow.clock import legal_date

WHY = "预算有保障、服务内容固定、连续性强、经费来源稳定、价格变化幅度小，需连续实施。"


def expected_line(hand: Any, key: str = "mzj", **values: Any) -> BudgetLine:
    """Finance opens a line of the next year ahead of its budget."""
    year = values.get("year", legal_date().year + 1)
    return hand.make(
        BudgetLine,
        "expect",
        people.actor(f"{finance_key(key)}.shenhe"),
        **{
            "purchaser": people.organisation(key),
            "year": year,
            "code": f"{year}-{key}-01",
            "title": "政府购买服务专项",
            "category": "",
            "source": "general",
            "amount": Decimal("800000.00"),
            "approval_number": f"长财预〔{issued_in(hand)}〕18号",
            **values,
        },
    )


def several_years(line: BudgetLine, *later: tuple[BudgetLine, Decimal]) -> dict[str, Any]:
    """What an application says that runs to the end of the last of these years."""
    return {
        "starts_on": date(line.year, 5, 1),
        "ends_on": date(max(each.year for each, _amount in later), 12, 31),
        "term_basis": WHY,
        "later_years": [{"line": each, "amount": amount} for each, amount in later],
    }
