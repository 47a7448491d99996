"""What procurement tells the public: the budget of a unit for purchased services (AN-18)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import Item
from catalog.services import items_in_force
from core.dates import span
from core.money import ZERO
from disclosure.models import Notice
from disclosure.payloads import both
from disclosure.previewing import Preview, preview
from disclosure.services import notices_of, publish, says
from procurement.models import BudgetLine, BudgetTable
from workflow.act import Act
from workflow.clock import legal_date

KIND = "AN-18"


def announce_budget(act: Act) -> Notice:
    """Publish a unit's lines of a year. A later notice names the one that it corrects."""
    table: BudgetTable = act.subject
    return publish(
        act,
        KIND,
        table,
        budget_payload(table),
        title=_title(table),
        purchaser=table.purchaser,
        amount=sum((line.approved for line in table.lines()), ZERO),
        corrects=last_notice(table),
    )


def preview_budget(table: BudgetTable) -> Preview:
    """What `announce_budget` would publish now."""
    payload, title, last = budget_payload(table), _title(table), last_notice(table)
    return preview(KIND, payload, title=title, publisher=table.purchaser, day=legal_date(), corrects=last)


def _title(table: BudgetTable) -> dict[str, str]:
    return both(lambda: str(table))


def last_notice(table: BudgetTable) -> Notice | None:
    return notices_of(table).filter(kind=KIND).order_by("published_at").last()


def is_told(table: BudgetTable) -> bool:
    """Whether what is public says the same as the budget now."""
    last = last_notice(table)
    return last is not None and says(last, budget_payload(table))


def budget_payload(table: BudgetTable) -> dict[str, Any]:
    lines = list(table.lines())
    names = {item.code: item for item in items_in_force(table.jurisdiction_code(), table.regime_date())}
    plan = sum((year.amount for line in lines for year in line.plan_years.all()), ZERO)
    approved, stands = (sum((getattr(line, name) for line in lines), ZERO) for name in ("approved", "amount"))
    return {
        "year": table.year,
        "unit": table.purchaser,
        "total": approved,
        **({"changed_total": stands - approved, "stands_total": stands} if stands != approved else {}),
        **({"plan_total": plan} if plan else {}),
        "projects": [_row(line, names, moved=any(each.changed for each in lines)) for line in lines],
        **({"taken_over": taken} if (taken := [_taken_over(line) for line in table.taken_over()]) else {}),
    }


def _taken_over(line: Any) -> dict[str, Any]:
    """A line that stands in the notice of a unit that was closed, as the successor has it now."""
    notice = last_notice(line.made_public_in)
    return {
        "name": line.title,
        "unit": line.made_public_in.purchaser,
        **({"notice": notice.number} if notice else {}),
        "amount": line.approved,
        **({"changed": line.changed} if line.changed else {}),
        "stands": line.amount,
    }


def _row(line: Any, names: dict[str, Item], *, moved: bool) -> dict[str, Any]:
    """What AN-18 asks for: project, catalogue code, amount, source, medium-term plan, beginning and end.

    The amount is what was approved, however often it is told anew; what changed since stands beside it, and once
    anything has `moved`, each row says how it stands.
    """
    item = names.get(line.category)
    plan = sum((year.amount for year in line.plan_years.all()), ZERO)
    last = max((year.year for year in line.plan_years.all() if year.amount), default=line.year)
    return {
        "name": line.title,
        "item": item.in_both_languages if item else line.category or _("Services of the catalogue"),
        **({"code": line.category} if line.category else {}),
        "amount": line.approved,
        **({"changed": line.changed} if line.changed else {}),
        **({"stands": line.amount} if moved else {}),
        **({"plan": plan} if plan else {}),
        "source": BudgetLine.Source(line.source).label,
        "term": both(lambda: span(date(line.year, 1, 1), date(last, 12, 31))),
    }
