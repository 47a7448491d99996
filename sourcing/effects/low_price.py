"""A bidder is asked about its price; the members judge what it said; the majority decides."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents.services import attach
from sourcing.effects.panel import turn
from sourcing.models import Assessment, PanelSeat, PriceInquiry, PriceVote, Tender
from workflow import duties
from workflow.act import Act
from workflow.engine import follow, follow_create
from workflow.registry import effect
from workflow.steps import Clock

WEIGH = Clock("B5.LOW", step="weigh_price", party="organisation_id", user="user_id")
"""On each member's own worklist, until it has judged all prices."""


@effect("sourcing.ask_bidder")
def ask_bidder(act: Act) -> None:
    assessment = act.data["assessment"]
    given = {name: act.data[name] for name in ("question", "answer_by")}
    follow_create(act, PriceInquiry, "open", tender=act.subject, opened_bid=assessment.opened_bid, **given)
    for seat in _sitting(act.subject):
        call(act, seat)


@effect("sourcing.keep_proof")
def keep_proof(act: Act) -> None:
    for file in act.data["files"]:
        attach(act.subject, file, "price_proof", act=act)


@effect("sourcing.call_to_weigh")
def call_to_weigh(act: Act) -> None:
    """Who has taken a seat since a bidder was asked judges as well."""
    call(act, act.subject)


@effect("sourcing.keep_price_vote")
def keep_price_vote(act: Act) -> None:
    data, seat = act.data, act.subject
    PriceVote.objects.create(
        seat=seat, inquiry=data["inquiry"], credible=data["credible"], reason=data["reason"]
    )
    if not seat.inquiries_to_judge():
        duties.meet(act, seat, WEIGH.rule)
    settle(act, seat.tender)


@effect("sourcing.leave_prices")
def leave_prices(act: Act) -> None:
    """Who has left doesn't judge any more; perhaps all others have."""
    duties.meet(act, act.subject, WEIGH.rule)
    settle(act, act.subject.tender)


@effect("sourcing.drop_inquiries")
def drop_inquiries(act: Act) -> None:
    """Of a tender that ends nobody explains or judges a price any more."""
    for inquiry in act.subject.inquiries.exclude(state="closed"):
        follow(act, inquiry, "close")
    for seat in _sitting(act.subject):
        duties.meet(act, seat, WEIGH.rule)


def call(act: Act, seat: PanelSeat) -> None:
    if seat.state in {"judged", "scored"} and seat.inquiries_to_judge():
        duties.open_for(act, seat, WEIGH)


def settle(act: Act, tender: Tender) -> None:
    """Once all who sit have judged, the majority decides; a low price alone rules nobody out."""
    for inquiry in tender.inquiries.exclude(state="closed"):
        if inquiry.missing_votes():
            continue
        votes = list(inquiry.votes.filter(seat__in=_sitting(tender)))
        against = [vote for vote in votes if not vote.credible]
        accepted = 2 * len(against) <= len(votes)
        said = [inquiry.answer_text or _("No explanation came in time.")]
        said += dict.fromkeys(vote.reason for vote in votes if vote.credible is accepted)
        Assessment.objects.filter(opened_bid=inquiry.opened_bid_id).update(
            low_price_explanation="\n".join(said), low_price_accepted=accepted
        )
        follow(act, inquiry, "close")
        turn(act, tender)


def _sitting(tender: Tender) -> list[PanelSeat]:
    return list(PanelSeat._base_manager.filter(tender=tender).exclude(state="recused"))
