"""What keeps the books: lines belong to a purchaser of the same level, and no cut goes below what is committed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import LARGEST
from procurement.categories import UNLISTED, codes_in_force, is_listed
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def purchaser_is_of_own_level(act: Act) -> Iterator[Obstacle]:
    """Each government's finance keeps the books of its own units. Of a workbook it was asked when it was read."""
    if not act.actor.is_system and act.data["purchaser"].jurisdiction.code != act.actor.jurisdiction:
        yield stop(
            _("This unit's budget is kept by the finance department of its own level."), field="purchaser"
        )


def category_is_listed(act: Act) -> Iterator[Obstacle]:
    """A3.5: money for an item that no catalogue has could be granted to nobody. A line of next year may be meant for
    what the edition of that year brings. Of a workbook it was asked when it was read."""
    category = act.data["category"]
    if not category or act.actor.is_system:
        return
    codes = codes_in_force(act.actor.jurisdiction, act.today, date(act.data["year"], 1, 1))
    if not is_listed(category, codes):
        yield stop(UNLISTED % {"code": category}, "A3.5", field="category")


def line_stays_countable(act: Act) -> Iterator[Obstacle]:
    if act.subject.amount + act.data["amount"] > LARGEST:
        yield stop(_("This amount is too large."), field="amount")


def line_has_that_amount(act: Act) -> Iterator[Obstacle]:
    """What was approved may be joined with a line only while both say the same."""
    if act.data["amount"] != act.subject.amount:
        text = _("The line %(code)s stands with %(amount)s yuan now. Open the page again.")
        said = {"code": act.subject.code, "amount": money(act.subject.amount)}
        yield stop(text % said, "A5.1")


def code_is_new(act: Act) -> Iterator[Obstacle]:
    data = act.data
    if act.subject.code_is_taken(data["purchaser"], data["year"], data["code"]):
        yield stop(_("This unit already has a budget line with this number in that year."), field="code")


def year_has_a_budget(act: Act) -> Iterator[Obstacle]:
    """What is approved for next year is known this year; later years are only expected."""
    latest = act.today.year + 1
    if act.data["year"] > latest:
        text = _(
            "No budget later than that of %(year)s is approved yet. Open the line ahead of its budget instead."
        )
        yield stop(text % {"year": latest}, "A5.1", field="year")


def years_follow(act: Act) -> Iterator[Obstacle]:
    """B8.12: the years of the plan lie after the budget year, each once."""
    start = act.data.get("year") or act.subject.year
    years = [row["year"] for row in act.data["plan_years"]]
    if len(set(years)) != len(years):
        yield stop(_("A year stands in the plan twice."), "B8.12", field="plan_years")
    if any(not start < year <= start + 2 for year in years):
        yield stop(_("The plan covers the two years after the budget year."), "B8.12", field="plan_years")


def cut_leaves_what_is_committed(act: Act) -> Iterator[Obstacle]:
    """A5.4: a cut never reaches what is already committed."""
    if act.data["amount"] > act.subject.free:
        yield stop(only_so_much(act.subject), "A5.4", field="amount")


def only_so_much(line: Any) -> Any:
    """How much of a line may be taken away, and why no more."""
    if line.committed:
        text = _("Only %(free)s yuan of this line are free: %(committed)s are committed.")
        return text % {"free": money(line.free), "committed": money(line.committed)}
    return _("This line holds no more than %(amount)s yuan.") % {"amount": money(line.amount)}


def table_has_lines(act: Act) -> Iterator[Obstacle]:
    if act.subject.is_empty:
        yield stop(_("There is nothing to make public: the unit has no budget line in this year."), "A5.3")
