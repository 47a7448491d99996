"""The content of an application in words, from the values that a submission keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog.naming import shown_name
from core.dates import long_date
from core.figures import amount_text, measured, quantity_text
from procurement.forms.application import ApplicationForm
from procurement.models import Indicator, Project
from procurement.snapshots import changes
from workflow.law import history


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A field with its former and its present value, each as lines of text."""

    label: Any
    before: list[str]
    after: list[str]


def shown_changes(before: dict[str, Any], after: dict[str, Any]) -> list[ShownChange]:
    """What differs between two submissions, under the labels of the form."""
    return [
        ShownChange(label_of(change.name), lines(change.name, before), lines(change.name, after))
        for change in changes(before, after)
    ]


def changes_since_last(project: Project) -> list[ShownChange]:
    """What differs from the application as it was submitted before."""
    last = list(project.submissions.order_by("-number")[:2])
    return shown_changes(last[1].content, last[0].content) if len(last) == 2 else []


def label_of(name: str) -> Any:
    others = {
        "requested_amount": _("Amount requested (yuan)"),
        "cost_rows": _("Cost basis"),
        "year_shares": _("What later years bear"),
        "exclusions": _("Negative list"),
        "indicators": _("Performance indicators"),
    }
    return others[name] if name in others else ApplicationForm.base_fields[name].label


def lines(name: str, content: dict[str, Any]) -> list[str]:
    """One value of a submission as lines of text; no line where there is nothing."""
    value = content.get(name)
    if name in ROWS:
        return [ROWS[name](row) for row in value or []]
    if value in (None, ""):
        return []
    return [VALUES[name](value, content) if name in VALUES else str(value)]


def _yes(value: Any, content: dict[str, Any]) -> str:
    return _("Yes") if value else _("No")


def _day(value: Any, content: dict[str, Any]) -> str:
    return long_date(date.fromisoformat(value))


VALUES: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "item": lambda value, content: shown_name(content),
    "budget_line": lambda value, content: content["budget_line_name"],
    "plan_line": lambda value, content: content["plan_line_name"],
    "requested_amount": lambda value, content: amount_text(value),
    "quantity": lambda value, content: quantity_text(value),
    "service_class": lambda value, content: str(Project.ServiceClass(value).label),
    "starts_on": _day,
    "ends_on": _day,
    "new_or_temporary": _yes,
    "no_double_provision": _yes,
}


def _cost(row: dict[str, Any]) -> str:
    price, total = amount_text(row["unit_price"]), amount_text(row["total"])
    return f"{row['name']}: {measured(row['quantity'], row['unit'])} × {price} = {total}"


def _share(row: dict[str, Any]) -> str:
    return f"{row['year']}: {amount_text(row['amount'])}"


def _exclusion(row: dict[str, Any]) -> str:
    said = _("Applies") if row["applies"] else _("Does not apply")
    text = f"{history(row['rule'])[0].name}: {said}"
    return f"{text} ({row['law']})" if row["law"] else text


def _indicator(row: dict[str, Any]) -> str:
    block = Indicator.Block(row["block"]).label
    return f"{block} · {row['name']}: {quantity_text(row['points'])} ({measured(row['target'], row['unit'])})"


ROWS: dict[str, Callable[[dict[str, Any]], str]] = {
    "cost_rows": _cost,
    "year_shares": _share,
    "exclusions": _exclusion,
    "indicators": _indicator,
}
