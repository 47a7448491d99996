"""Abnormally low prices: the bidder is heard, the panel decides (rule B5.LOW; Order 87, article 60)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.dates import long_date, with_time
from workflow.act import Act
from workflow.obstacles import Obstacle, stop
from workflow.standing import mend_by

LEAST_TIME = timedelta(minutes=30)
"""A bidder that is asked to write and to prove needs that at least: "within a fair time"."""


def unsettled(tender: Any) -> list[Any]:
    """Bids whose price is to be looked into and on which the panel hasn't decided."""
    return [
        a
        for a in tender.assessments.all()
        if a.low_price_rules and a.low_price_accepted is None and a.is_valid
    ]


def to_ask(tender: Any) -> list[Any]:
    """Of these, whose bidders nobody has asked yet."""
    asked = set(tender.inquiries.values_list("opened_bid_id", flat=True))
    return [a for a in unsettled(tender) if a.opened_bid_id not in asked]


def somebody_is_to_be_asked(act: Act) -> Iterator[Obstacle]:
    if not to_ask(act.subject):
        yield stop(_("No bidder is to be asked about its price."), "B5.LOW")


def time_is_fair(act: Act) -> Iterator[Obstacle]:
    if act.data["answer_by"] < act.now + LEAST_TIME:
        yield stop(
            _("Give the bidder half an hour at least to write and to prove."), "B5.LOW", field="answer_by"
        )


def there_is_time(act: Act) -> Iterator[Obstacle]:
    if act.now > act.subject.answer_by:
        yield stop(_("The time to explain is over; the panel decides by what it has."), "B5.LOW")


def is_ripe(inquiry: Any, now: Any) -> bool:
    """The bidder was heard, or had its time."""
    return bool(inquiry.answered_at) or now > inquiry.answer_by


def something_is_to_be_judged(act: Act) -> Iterator[Obstacle]:
    """Each member judges once, after the bidder was heard."""
    waiting = act.subject.inquiries_to_judge()
    if not waiting:
        yield stop(_("There is no price to judge."), "B5.LOW")
    elif not any(is_ripe(inquiry, act.now) for inquiry in waiting):
        until = min(inquiry.answer_by for inquiry in waiting)
        text = _("The bidder has until %(until)s to explain its price.")
        yield stop(text % {"until": with_time(long_date(until), until)}, "B5.LOW")


def bidder_was_heard(act: Act) -> Iterator[Obstacle]:
    if not is_ripe(act.data["inquiry"], act.now):
        yield stop(_("This bidder still has time to explain."), "B5.LOW", field="inquiry")


def low_prices_are_settled(act: Act) -> Iterator[Obstacle]:
    asked = {each.opened_bid_id: each for each in act.subject.inquiries.all()}
    for assessment in unsettled(act.subject):
        said = {"bidder": assessment}
        inquiry = asked.get(assessment.opened_bid_id)
        if inquiry is None:
            text = _("The price of %(bidder)s is abnormally low: ask the bidder to explain it.")
            yield stop(text % said, "B5.LOW", mend=mend_by(act, "ask_about_price"))
        elif not is_ripe(inquiry, act.now):
            text = _("%(bidder)s has until %(until)s to explain its price.")
            said["until"] = with_time(long_date(inquiry.answer_by), inquiry.answer_by)
            yield stop(text % said, "B5.LOW")
        else:
            text = _("Members who have not judged the price of %(bidder)s yet: %(number)s.")
            said["number"] = inquiry.missing_votes()
            yield stop(text % said, "B5.LOW")
