"""More money comes by a request, an approval with its number, and a look at the last result (A5.2, A6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import LARGEST
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop


def line_is_in_use(act: Act) -> Iterator[Obstacle]:
    """It may have been closed since the page was drawn."""
    line: Any = act.data["line"]
    if line.state != line.State.OPEN:
        yield stop(_("This line is no longer in use. Choose another."), "A5.2", field="line")
    elif line.year < act.today.year:
        yield stop(_is_over(line), "A5.2", field="line")


def nothing_is_asked_already(act: Act) -> Iterator[Obstacle]:
    found = act.data["line"].increase_requests.filter(state="asked").first()
    if found is not None:
        text = _("A request for this line is with finance already. Withdraw it, or wait for the answer.")
        mend = Mend(found.get_absolute_url(), _("See the request"))
        yield stop(text, "A5.2", field="line", mend=mend)


def line_still_takes_it(act: Act) -> Iterator[Obstacle]:
    line = act.subject.line
    if line.state != line.State.OPEN:
        yield stop(_("The line is no longer in use: refuse the request, and say which line is."), "A5.2")
    elif line.year < act.today.year:
        yield stop(_is_over(line), "A5.2")


def _is_over(line: Any) -> str:
    """A budget is changed while it is carried out, not after its year (Budget Law art. 18 and 67)."""
    return str(_("The budget year %(year)s is over: its lines take no more money.") % {"year": line.year})


def no_more_than_asked(act: Act) -> Iterator[Obstacle]:
    if act.data["amount"] > act.subject.amount:
        text = _("The unit asked for %(asked)s yuan: no more than that can be granted.")
        yield stop(text % {"asked": money(act.subject.amount)}, "A5.2", field="amount")


def line_can_hold_it(act: Act) -> Iterator[Obstacle]:
    if act.subject.line.amount + act.data["amount"] > LARGEST:
        yield stop(_("This amount is too large."), field="amount")


def grade_is_acknowledged(act: Act) -> Iterator[Obstacle]:
    """A6.4: whoever gives more has seen how the money was used and what came of it."""
    if act.subject.grades().exists() and not act.data.get("grade_acknowledged"):
        text = _("Confirm that you have taken the last evaluations of this line's services into account.")
        yield stop(text, "A6.4", field="grade_acknowledged")
