"""Versions of an annual plan in words, from the values that they keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.naming import shown_name
from core.figures import amount_text
from procurement.models import PlanLine
from procurement.models.plan import Method
from procurement.planning import FIELDS, Difference, differences

NAMES: dict[str, Any] = {f.name: f.verbose_name for f in PlanLine._meta.concrete_fields if f.name in FIELDS}


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """What became of a line between two versions, in words."""

    title: str
    kind: Any
    tone: str
    parts: list[tuple[Any, str, str]]
    """For a changed line: name of the field, before, after."""


def shown_differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[ShownDifference]:
    return [_shown(difference) for difference in differences(before, after)]


def _shown(found: Difference) -> ShownDifference:
    if found.before is None:
        return ShownDifference(found.title, gettext_lazy("Added"), "green", _whole(found.after or {}, 2))
    if found.after is None:
        return ShownDifference(found.title, gettext_lazy("Dropped"), "red", _whole(found.before, 1))
    parts = [(NAMES[n], value_of(n, found.before), value_of(n, found.after)) for n in found.fields]
    return ShownDifference(found.title, gettext_lazy("Changed"), "amber", parts)


def _whole(row: dict[str, Any], place: int) -> list[tuple[Any, str, str]]:
    """The amount of a line that came or went, as what was before (1) or as what is now (2)."""
    said = ["", ""]
    said[place - 1] = value_of("amount", row)
    return [(NAMES["amount"], said[0], said[1])]


def rows_of(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a version for a table."""
    return [
        {
            **row,
            "item_text": value_of("item", row),
            "method_text": value_of("method", row),
            "class_text": value_of("service_class", row),
        }
        for row in content
    ]


def value_of(name: str, row: dict[str, Any]) -> str:
    value = row[name]
    if name == "item":
        return shown_name(row)
    if name == "amount":
        return amount_text(value)
    if name == "method":
        return str(Method(value).label)
    if name == "service_class":
        return str(PlanLine.ServiceClass(value).label)
    if name == "new_or_temporary":
        return _("Yes") if value else _("No")
    return str(value)
