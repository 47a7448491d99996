"""An application as plain values, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog.naming import kept_name
from procurement.lifecycle.project import FIELDS
from procurement.models import Project
from workflow.events import plain

PARTS = {
    "cost_rows": ("name", "quantity", "unit", "unit_price", "total"),
    "year_shares": ("year", "amount"),
    "exclusions": ("rule", "applies", "law"),
    "indicators": ("block", "name", "formula", "unit", "target", "points", "scorer", "evidence"),
}


def content_of(project: Project) -> dict[str, Any]:
    """Everything that was applied for, as JSON."""
    content = {name: plain(getattr(project, name)) for name in FIELDS}
    content["requested_amount"] = plain(project.requested_amount)
    content |= kept_name(project.item)
    content["budget_line_name"] = str(project.budget_line or "")
    content["plan_line_name"] = str(project.plan_line or "")
    for part, names in PARTS.items():
        content[part] = [
            {name: plain(getattr(row, name)) for name in names} for row in getattr(project, part).all()
        ]
    return content


@dataclass(frozen=True, slots=True)
class Change:
    """A field of the application with its former and its present value."""

    name: str
    before: Any
    after: Any


def changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """What differs, in the order of the form."""
    for name in (*FIELDS, "requested_amount", *PARTS):
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name), after.get(name))
