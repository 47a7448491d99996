"""What must hold before a budget year is closed, and what may still happen to a line of a closed one (A5.1, A5.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from core.figures import amount_text as money
from core.money import LARGEST
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, stop, warn

MORE, LESS = "more", "less"


def year_is_not_being_closed(act: Act) -> Iterator[Obstacle]:
    found = act.subject.of_year(act.actor.organisation_id, act.data["year"])
    if found is not None:
        mend = Mend(found.get_absolute_url(), _("See the closing"))
        yield stop(_("The closing of this year has begun already."), "A5.4", field="year", mend=mend)


def year_has_lines(act: Act) -> Iterator[Obstacle]:
    if not act.subject.lines_of(act.actor.organisation_id, act.data["year"]).exists():
        yield stop(_("Your department keeps no budget line of this year."), "A5.4", field="year")


def payments_end_in_the_year(act: Act) -> Iterator[Obstacle]:
    """A day of the year that is closed."""
    year = act.data.get("year") or act.subject.year
    if act.data["payments_until"].year != year:
        text = _("Payments of %(year)s end on a day of that year.") % {"year": year}
        yield stop(text, "A5.4", field="payments_until")


def payments_end_ahead(act: Act) -> Iterator[Obstacle]:
    """Nobody is told of an end that is over: units and providers still have time for what they ask to be paid."""
    until = act.data["payments_until"]
    if until < act.today and until.year == act.today.year:
        text = _("This day is over. Choose one on which what is under way can still be paid.")
        yield stop(text, "A5.4", field="payments_until")


def payments_have_ended(act: Act) -> Iterator[Obstacle]:
    closing = act.subject
    if act.today <= closing.payments_until:
        text = _("Payments of the year are made until %(day)s. Close it after that, or move the date.")
        yield stop(text % {"day": long_date(closing.payments_until)}, "A5.4")


def list_is_done(act: Act) -> Iterator[Obstacle]:
    """Each point of the check list that still has something open."""
    closing = act.subject
    for point in closing.points():
        if point.stops and point.rows:
            text = _("%(point)s: %(count)s open.") % {"point": point.title, "count": len(point.rows)}
            mend = Mend(f"{closing.get_absolute_url()}#{point.name}", _("See the check list"))
            yield stop(text, point.rule, mend=mend)


def lapse_is_acknowledged(act: Act) -> Iterator[Obstacle]:
    """What nobody carried over is lost to the units: whoever closes the year says that they have seen it."""
    free = act.subject.free()
    if free > 0 and not act.data.get("lapse_acknowledged"):
        text = _("%(free)s yuan are free and lapse with the year. Confirm this, or carry them over first.")
        yield stop(text % {"free": money(free)}, "A5.4", field="lapse_acknowledged")


# Lines ---------------------------------------------------------------------------------------------------------


def year_is_open(act: Act) -> Iterator[Obstacle]:
    """No line is entered in a year that is closed; by hand, in one that is over, only for a reason: a slip of one digit
    would make money in a year gone by, and call its unit to make that public."""
    line, purchaser, year = act.subject, act.data["purchaser"], act.data["year"]
    if line.year_is_closed(purchaser, year):
        yield stop(_("This budget year is closed; no line is entered in it any more."), "A5.4", field="year")
    elif year < act.today.year and not act.actor.is_system:
        text = _("The budget year %(year)s is over. Say why its budget is entered now.")
        yield warn(text % {"year": year}, "A5.1", field="year")


def year_still_runs(act: Act) -> Iterator[Obstacle]:
    """Money that comes after its year can't be used in it any more (A5.2)."""
    year = act.subject.year
    if year < act.today.year and not act.actor.is_system:
        text = _("The budget year %(year)s is over. Say why its budget is increased now.")
        yield warn(text % {"year": year}, "A5.2")


def something_is_unpaid(act: Act) -> Iterator[Obstacle]:
    if not act.subject.open_commitments().exists():
        yield stop(_("Nothing is open on this line: what was granted is paid or released."), "A5.4")


def held_back(commitment: Any, today: date) -> Iterator[Obstacle]:
    """What keeps an open grant in its year for now."""
    for asked in hindrances:
        yield from asked(commitment, today)


def nothing_holds_it_back(act: Act) -> Iterator[Obstacle]:
    for found in held_back(act.data["commitment"], act.today):
        yield replace(found, field="commitment")


def next_share_waits(commitment: Any, today: date) -> Iterator[Obstacle]:
    """A purchase of several years goes on upon the line of its next share, once that is part of a budget (B8.12)."""
    share = commitment.project.commitments.filter(year=commitment.year + 1, amount__gt=0).first()
    if share is not None and share.line.state == share.line.State.EXPECTED:
        text = _(
            "Line %(line)s bears this purchase in %(year)s, and waits for that year's budget. Approve it first."
        )
        mend = Mend(share.line.get_absolute_url(), _("See the line"))
        yield stop(text % {"line": share.line.code, "year": share.year}, "B8.12", mend=mend)


def something_is_owed(commitment: Any, today: date) -> Iterator[Obstacle]:
    """What a contract has saved is no debt: it is released, and doesn't go on as if somebody waited for it."""
    line, saved = commitment.line, commitment.free
    if line.state == line.State.OPEN and commitment.contracted > 0 and saved == commitment.unpaid:
        text = _("Nothing more is owed: the contract saved all of the %(saved)s yuan. Release them.")
        page = reverse("procurement:budgetline-release", args=[line.pk])
        mend = Mend(f"{page}?commitment={commitment.pk}", _("Release what was saved"))
        yield stop(text % {"saved": money(saved)}, "A5.4", mend=mend)


hindrances: list[Callable[[Any, date], Iterable[Obstacle]]] = [next_share_waits, something_is_owed]
"""Asked of an open grant and the day before it is reserved in the next year. Upper apps add what they know."""


def target_holds_it(act: Act) -> Iterator[Obstacle]:
    commitment, target = act.data["commitment"], act.data["target"]
    if commitment.unpaid <= 0:
        yield stop(_("Nothing of this grant is open any more."), "A5.4", field="commitment")
    if target.amount + commitment.unpaid > LARGEST:
        yield stop(_("This amount is too large."), field="target")


def target_is_for_the_service(act: Act) -> Iterator[Obstacle]:
    """Next year's money has its purpose as well."""
    item, target = act.data["commitment"].project.item, act.data["target"]
    if not target.covers(item.code):
        text = _("The line %(line)s is meant for other services than %(item)s. Choose another one.")
        yield stop(text % {"line": target.code, "item": item}, "A5.1", field="target")


def earlier_years_go_first(act: Act) -> Iterator[Obstacle]:
    """A purchase of several years goes on year by year: what an earlier one leaves open comes before this one's."""
    commitment = act.data["commitment"]
    before = commitment.project.commitments.filter(year__lt=commitment.year, amount__gt=F("paid")).first()
    if before is not None:
        text = _("Of this purchase something is still open in %(year)s. Reserve that first.")
        mend = Mend(reverse("procurement:budgetline-reserve", args=[before.line_id]), _("Reserve it"))
        yield stop(text % {"year": before.year}, "A5.4", field="commitment", mend=mend)


def target_bears_the_year(act: Act) -> Iterator[Obstacle]:
    """A purchase that has a share in the next year already goes on upon the line of that share."""
    commitment, target = act.data["commitment"], act.data["target"]
    share = (
        commitment.project.commitments.filter(year=target.year).exclude(line=target).exclude(amount=0).first()
    )
    if share is not None:
        text = _("Line %(line)s bears this purchase in %(year)s already: reserve the rest there.")
        mend = Mend(share.line.get_absolute_url(), _("See the line"))
        values = {"line": share.line.code, "year": share.year}
        yield stop(text % values, "A5.4", field="target", mend=mend)


def adjustment_leaves_what_was_paid(act: Act) -> Iterator[Obstacle]:
    """A5.4: even corrected, a line never holds less than was spent from it."""
    line, data = act.subject, act.data
    if data["direction"] == LESS and data["amount"] > line.free:
        text = _("Only %(free)s yuan of this line are free; the rest was spent.")
        yield stop(text % {"free": money(line.free)}, "A5.4", field="amount")
    if data["direction"] == MORE and line.amount + data["amount"] > LARGEST:
        yield stop(_("This amount is too large."), field="amount")


# Payments ------------------------------------------------------------------------------------------------------


def payment_stop(line: Any, today: Any) -> Iterator[Obstacle]:
    """Nothing is paid from a line after the end of payments of its year. Upper apps ask it before they pay."""
    if line.state == line.State.EXPECTED:
        text = _("The budget of %(year)s isn't approved yet; nothing is paid from line %(line)s before.")
        mend = Mend(line.get_absolute_url(), _("See the line"))
        yield stop(text % {"year": line.year, "line": line.code}, "A5.1", mend=mend)
    until = line.payments_until()
    if until is not None and today > until:
        text = _(
            "Payments of %(year)s ended on %(day)s. Finance reserves what is open in the next year's budget; "
            "it is paid from there."
        )
        mend = Mend(
            reverse("procurement:budgetline-reserve", args=[line.pk]), _("Reserve it in the next year")
        )
        yield stop(text % {"year": line.year, "day": long_date(until)}, "A5.4", mend=mend)
