"""Lines opened ahead of their year's budget: which years, and never less than grants rest on (A5.4, B8.12)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from workflow.act import Act
from workflow.obstacles import Obstacle, stop

YEARS_AHEAD = 2


def year_lies_ahead(act: Act) -> Iterator[Obstacle]:
    """The two years after the present one; the budget of this year is entered, not expected."""
    year, present = act.data["year"], act.today.year
    if not present < year <= present + YEARS_AHEAD:
        text = _("The medium-term plan covers %(first)s and %(last)s now: open a line of one of these years.")
        yield stop(text % {"first": present + 1, "last": present + YEARS_AHEAD}, "B8.12", field="year")


def expectation_bears_the_grants(act: Act) -> Iterator[Obstacle]:
    committed = act.subject.committed
    if act.data["amount"] < committed:
        text = _("Grants of earlier years have reserved %(committed)s yuan here: expect no less than that.")
        yield stop(text % {"committed": money(committed)}, "A5.4", field="amount")


def budget_bears_the_grants(act: Act) -> Iterator[Obstacle]:
    """What is reserved comes first in the year's budget; whoever wants less ends the contract or the project before."""
    committed = act.subject.committed
    if act.data["amount"] < committed:
        text = _(
            "Grants of earlier years have reserved %(committed)s yuan here, and the year's budget must bear them. "
            "Approve at least that, or end what rests on the line first."
        )
        yield stop(text % {"committed": money(committed)}, "A5.4", field="amount")
