"""Money moves only where some is free, keeps its source, and never leaves less than is committed (A5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import LARGEST, ZERO
from procurement.demand import demand_on
from procurement.rules.budget import only_so_much
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn


def something_is_free(act: Act) -> Iterator[Obstacle]:
    if act.subject.free <= 0:
        yield stop(_("Nothing of this line is free: all of it is committed."), "A5.4")


def there_is_another_line(act: Act) -> Iterator[Obstacle]:
    """Of the same year and source, in use, kept by the same finance department."""
    line = act.subject
    if not line.sister_lines().exists():
        text = _("There is no other line in use of %(year)s with the same source of funds. Enter it first.")
        yield stop(text % {"year": line.year}, "A5.1", mend=to_entry())


def there_is_a_line_next_year(act: Act) -> Iterator[Obstacle]:
    line = act.subject
    if not line.lines_of_next_year().exists():
        text = _("The unit has no line in use of %(year)s with the same source of funds. Enter it first.")
        yield stop(text % {"year": line.year + 1}, "A5.1", mend=to_entry())


def something_is_saved(act: Act) -> Iterator[Obstacle]:
    if not act.subject.saved_commitments().exists():
        text = _("No project of this line has saved anything: what was granted is under contract.")
        yield stop(text, "A5.4")


def to_entry() -> Mend:
    return Mend(reverse("procurement:budgetline-enter"), _("Enter a budget line"))


def free_is_enough(act: Act) -> Iterator[Obstacle]:
    """What leaves the line is free, and what the other one then holds can still be counted."""
    amount, target = act.data["amount"], act.data["target"]
    if amount > act.subject.free:
        yield stop(only_so_much(act.subject), "A5.4", field="amount")
    if target.amount + amount > LARGEST:
        yield stop(_("This amount is too large."), field="amount")


def applications_keep_their_money(act: Act) -> Iterator[Obstacle]:
    """What is free may be asked for already: whoever takes it away has seen that, and says why."""
    demand, left = demand_on(act.subject), act.subject.free - act.data["amount"]
    if 0 <= left < demand.amount:
        text = _(
            "Open applications (%(number)s) ask for %(asked)s yuan of this line, and %(left)s would be left. Say why "
            "it goes on nevertheless."
        )
        said = {"asked": money(demand.amount), "number": demand.number, "left": money(left)}
        yield warn(text % said, "A5.4", field="amount")


def applications_lose_the_line(act: Act) -> Iterator[Obstacle]:
    """From a line that is closed nothing more is granted."""
    demand = demand_on(act.subject)
    if demand.number:
        text = _(
            "Open applications (%(number)s) ask for %(asked)s yuan of this line; none of them can be granted from "
            "it any more. Say why it is closed nevertheless."
        )
        yield warn(text % {"asked": money(demand.amount), "number": demand.number}, "A5.4")


def purpose_goes_along(act: Act) -> Iterator[Obstacle]:
    """Budget Law, art. 42: what is carried over pays for what it was carried over for."""
    line, target = act.subject, act.data["target"]
    if target.category and not line.category.startswith(target.category):
        text = _(
            "The line %(target)s is meant for %(other)s, and this money for %(own)s. What is carried over keeps its "
            "purpose (Budget Law, art. 42). Say why it changes."
        )
        said = {"target": target.code, "other": target.category, "own": line.category or _("any service")}
        yield warn(text % said, "A5.1", field="target")


def nothing_is_carried_twice(act: Act) -> Iterator[Obstacle]:
    """Budget Law, art. 42: what two years in a row haven't used is surplus, and goes back. What came first is used
    first."""
    line = act.subject
    old = min(max(line.carried_in() - line.committed, ZERO), line.free)  # the rest has left it since
    again = act.data["amount"] - (line.free - old)
    if again > 0:
        text = _(
            "Of this, %(again)s yuan were carried over once already. What two years haven't used is surplus and goes "
            "back (Budget Law, art. 42). Say why it is carried on."
        )
        yield warn(text % {"again": money(again)}, "A5.4", field="amount")


def target_is_in_use(act: Act) -> Iterator[Obstacle]:
    """It may have been closed since the page was drawn."""
    target: Any = act.data["target"]
    if target.state != target.State.OPEN:
        yield stop(_("This line is no longer in use. Choose another."), "A5.1", field="target")


def saved_is_enough(act: Act) -> Iterator[Obstacle]:
    """What is released is neither under contract nor still needed for one."""
    commitment = act.data["commitment"]
    if act.data["amount"] > commitment.free:
        text = _("Of this grant %(free)s yuan are not under contract: no more than that is saved.")
        yield stop(text % {"free": money(commitment.free)}, "A5.4", field="amount")
