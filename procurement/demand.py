"""What open applications ask for of the budget lines, before somebody takes what is free there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from core.figures import amount_text
from core.money import ZERO

WAITING = ("presented", "submitted", "returned")
"""They have left their handler's desk, and nobody has decided: before the head, round for sign-off, with finance."""


@dataclass(frozen=True)
class Demand:
    """How many applications ask for how much of a line."""

    number: int = 0
    amount: Decimal = ZERO

    def __str__(self) -> str:
        if not self.number:
            return ""
        said = {"number": self.number, "amount": amount_text(self.amount)}
        return _("Open applications (%(number)s) ask for %(amount)s yuan of it.") % said


def demand_on(line: Any) -> Demand:
    return demands_on([line]).get(line.pk, Demand())


def demands_on(lines: Iterable[Any]) -> dict[UUID, Demand]:
    """By line; a purchase of several years asks for its share of each year's."""
    keys = {line.pk for line in lines}
    projects = apps.get_model("procurement", "Project").objects.filter(state__in=WAITING)
    asking = projects.filter(Q(budget_line__in=keys) | Q(year_shares__line__in=keys))
    found: dict[UUID, Demand] = {}
    for project in asking.select_related("budget_line").distinct():
        for share in project.asked_shares():
            before = found.get(share.line.pk, Demand())
            found[share.line.pk] = Demand(before.number + 1, before.amount + share.amount)
    return {key: demand for key, demand in found.items() if key in keys}
