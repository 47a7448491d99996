"""From the tender notice to the announced award, or to a tender that fails."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts import demo as people
from core.money import yuan
from portal.demo import pausing
from portal.demo.scenes import AFTERNOON, MORNING, NOON
from portal.demo.specs import Fate, Spec
from procurement import demo as procurement
from procurement.demo.acts import finance_key
from procurement.models import Project
from sourcing import demo as sourcing
from sourcing.models import Award, Bid, Tender
from workflow.play import Play, Story

STARTED_IN_TIME = 2
"""Bids that have come in so far where the tender is still open."""


def play(play: Play, spec: Spec, project: Project) -> Story:
    """Publish, take sealed bids, open them, judge them, announce. Returns the award, or None."""
    finance = finance_key(spec.purchaser)
    yield play.after(working_days=6, at=MORNING)
    if spec.fate is Fate.TENDER_DRAFTED:
        procurement.up_for_comment(play, project, spec.purchaser)
        sourcing.draft_tender(play, project, spec.purchaser)
        return None
    tender = sourcing.published_tender(play, project, spec.purchaser, finance)
    for rank, bidder in enumerate(bidders_of(spec)):
        yield play.after(days=5 if not rank else 2, at=AFTERNOON)
        place_bid(play, spec, tender, bidder, rank)
    if spec.fate is Fate.TENDERING:
        return None
    if spec.fate is Fate.CANCELLED:
        yield play.after(working_days=1, at=NOON)
        return cancelled(play, spec, tender)
    yield from until_bids_are_opened(play, tender)
    tender = opened(play, tender)
    if tender.state == Tender.State.FAILED or spec.fate in {Fate.OPENED, Fate.FAILED}:
        return None
    if spec.suspended:
        yield from pausing.suspension(play, project, finance)
    yield play.after(working_days=1, at=MORNING)
    if spec.fate is Fate.SCORING:
        return sourcing.sit(play, tender, spec.purchaser)
    tender = sourcing.evaluate(play, tender, spec.purchaser, points_for(spec))
    if spec.fate is Fate.RANKED:
        return None
    yield play.after(working_days=2, at=NOON)
    return announce(play, spec, tender)


def until_bids_are_opened(play: Play, tender: Tender) -> Story:
    """A few minutes after they close; a pause may have moved that while one waited."""
    while (moment := Tender.objects.get(pk=tender.pk).closes_at + timedelta(minutes=6)) > play.now:
        yield moment


def bidders_of(spec: Spec) -> tuple[str, ...]:
    if spec.fate in {Fate.FAILED, Fate.TENDERING, Fate.CANCELLED}:
        return spec.bidders[:STARTED_IN_TIME]
    return spec.bidders


def place_bid(play: Play, spec: Spec, tender: Tender, bidder: str, rank: int) -> None:
    """Once: a bid that is there is not sealed anew when the story is taken up again."""
    if Bid._base_manager.filter(tender=tender, provider=people.organisation(bidder)).exists():
        return
    share = Decimal("0.936") + Decimal("0.017") * rank
    sourcing.bid(tender, bidder, yuan(spec.amount * share))


def cancelled(play: Play, spec: Spec, tender: Tender) -> None:
    """What was to be bought is no longer needed."""
    reason = "上级部门已统一部署同类工作，采购任务取消。"
    head = people.actor(f"{spec.purchaser}.lingdao")
    play.do(tender, "cancel", head, reason=reason, publication_reviewed=True)


def opened(play: Play, tender: Tender) -> Tender:
    tender = Tender.objects.get(pk=tender.pk)
    return sourcing.open_bids(tender) if tender.state in {"published", "closed"} else tender


def points_for(spec: Spec) -> Any:
    """The intended winner is better by a little in every factor that people judge."""
    winner = people.organisation(spec.winner).pk

    def points(bid: Any, criterion: Any, seat: Any) -> Decimal:
        own = 0 if criterion.objective else sum(seat.user_id.bytes) % 4
        share = 91 + own if bid.provider_id == winner else 74 + sum(map(ord, criterion.name)) % 12 + own
        return (criterion.weight * Decimal(share) / 100).quantize(Decimal("0.5"))

    return points


def announce(play: Play, spec: Spec, tender: Tender) -> Award:
    head = people.actor(f"{spec.purchaser}.lingdao")
    first = tender.assessments.get(rank=1).opened_bid
    tender = play.do(tender, "award_contract", head, winner=first)
    tender = play.do(tender, "announce", head, publication_reviewed=True)
    return tender.award
