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
from procurement.models import Project, Requirement, RequirementComment
from sourcing import demo as sourcing
from sourcing.models import Award, Bid, Tender
from workflow.play import Play, Story

COMMENTS = (
    ("建议评定前向机构公布评分细则，评定后书面反馈失分项目，便于整改。", "", "kangle.jingban"),
    ("评定时请多听听入住老人和家属的意见，不要只看材料。", "家属代表", "yixin.jingban"),
)
"""What is said about the draft of a requirement: by which name, and by whom."""
ANSWER = "已写入服务标准：评定前公布评分细则，评定后七日内书面反馈失分项目。"
LASTS = 16
"""Days for comments: a visitor finds the draft still open."""
STARTED_IN_TIME = 2
"""Bids that have come in so far where the tender is still open."""


def play(play: Play, spec: Spec, project: Project) -> Story:
    """Publish, take sealed bids, open them, judge them, announce. Returns the award, or None."""
    finance = finance_key(spec.purchaser)
    yield play.after(working_days=6, at=MORNING)
    if spec.fate is Fate.TENDER_DRAFTED:
        given = {"days": LASTS, **asked_of_providers(spec)}
        requirement = procurement.up_for_comment(play, project, spec.purchaser, **given)
        play.do(requirement, "ask_cosign", people.actor(f"{spec.purchaser}.jingban"))
        commented(play, requirement, spec)
        sourcing.draft_tender(play, project, spec.purchaser)
        return None
    if spec.special_conditions:
        signed_conditions(play, spec, project)
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


def asked_of_providers(spec: Spec) -> dict[str, Any]:
    return {"special_conditions": spec.special_conditions} if spec.special_conditions else {}


def commented(play: Play, requirement: Requirement, spec: Spec) -> None:
    """Two people have said something: one is answered, the other has not been read yet."""
    handler = people.actor(f"{spec.purchaser}.jingban")
    for said, writer, who in COMMENTS:
        given = {"requirement": requirement, "text": said, "writer": writer}
        comment = play.make(RequirementComment, "submit", people.actor(who), **given)
        if who == COMMENTS[0][2]:
            comment = play.do(comment, "show", handler)
            play.do(comment, "reply", handler, treatment="taken", answer=ANSWER)


def signed_conditions(play: Play, spec: Spec, project: Project) -> None:
    """The requirement with what this project asks of providers, and finance's signature below that."""
    given = asked_of_providers(spec)
    requirement = procurement.written_requirement(play, project, spec.purchaser, **given)
    procurement.cosigned(play, requirement, spec.purchaser, finance_key(spec.purchaser))


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
