"""From opened bids to the announced result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from accounts.actors import played
from accounts.casting import once
from accounts.models import Membership
from core.actor import Actor
from documents.demo import sheet
from documents.services import stage
from sourcing.kinds import CriterionKind
from sourcing.models import Award, PanelSeat, PriceInquiry, Tender
from workflow.clock import legal_now

Points = Callable[[Any, Any, PanelSeat], Decimal]


def fresh(tender: Tender) -> Tender:
    return Tender.objects.get(pk=tender.pk)


def check_eligibility(hand: Any, tender: Tender, key: str = "mzj", refused: tuple[str, ...] = ()) -> Tender:
    """All bidders eligible, save those whose account stems are in `refused`."""
    out = {people.organisation(stem).pk for stem in refused}
    rows = [
        {
            "opened_bid": bid,
            "credit_clean": "yes",
            "eligible": "no" if bid.provider_id in out else "yes",
            "reason": "未提供有效的社会保险缴纳证明" if bid.provider_id in out else "",
        }
        for bid in tender.opened_bids.filter(fault="")
    ]
    return hand.do(tender, "check_eligibility", people.actor(f"{key}.jingban"), rows=rows)


def form_panel(hand: Any, tender: Tender, key: str = "mzj", size: int = 5) -> Tender:
    """Experts by draw, and the purchaser's acceptance officer as its representative."""
    representative = Membership.objects.get(user__username=f"{key}.yanshou")
    return hand.do(
        tender, "form_panel", people.actor(f"{key}.lingdao"), size=size, representatives=[representative]
    )


def member(seat: PanelSeat) -> Actor:
    return _seated(seat.user_id, seat.organisation_id)


@once
def _seated(user_id: UUID, organisation_id: UUID) -> Actor:
    memberships = Membership.objects.select_related("user", "organisation__jurisdiction")
    return played(memberships.get(user_id=user_id, organisation_id=organisation_id))


def seats(tender: Tender) -> list[PanelSeat]:
    return list(
        PanelSeat._base_manager.filter(tender=tender).exclude(state="recused").order_by("appointed_at", "pk")
    )


def declare(hand: Any, tender: Tender) -> None:
    points = ("no_employment", "no_control", "no_kinship", "no_other_tie")
    for seat in seats(tender):
        hand.do(seat, "declare", member(seat), **dict.fromkeys(points, True))


def judge(hand: Any, tender: Tender, against: tuple[str, ...] = ()) -> None:
    """All members find all bids conforming, save those of `against`."""
    out = {people.organisation(stem).pk for stem in against}
    for seat in seats(tender):
        rows = [
            {
                "opened_bid": a.opened_bid,
                "conforms": "no" if a.opened_bid.provider_id in out else "yes",
                "reason": "未响应服务时限要求" if a.opened_bid.provider_id in out else "",
            }
            for a in tender.assessments.filter(eligible=True).select_related("opened_bid")
        ]
        hand.do(seat, "judge", member(seat), rows=rows)


def asked(hand: Any, tender: Tender, key: str, hours: int = 2) -> PriceInquiry:
    """The chair asks a bidder about its abnormally low price."""
    chair = next(seat for seat in seats(tender) if seat.is_chair)
    assessment = tender.assessments.get(opened_bid__provider=people.organisation(key))
    question, until = "请书面说明报价构成，并提供证明材料。", legal_now() + timedelta(hours=hours)
    given = {"assessment": assessment, "question": question, "answer_by": until}
    hand.do(tender, "ask_about_price", member(chair), **given)
    return PriceInquiry.objects.get(opened_bid=assessment.opened_bid)


def explained(hand: Any, inquiry: PriceInquiry) -> PriceInquiry:
    """The bidder answers with its proof."""
    agent = people.holder(inquiry.provider_id, "provider_agent")
    scan = sheet("成本测算表", {"人工": "180,000元", "场地": "自有"})
    proof = stage(SimpleUploadedFile("cost-breakdown.png", scan), agent)
    return hand.do(
        inquiry, "answer", agent, answer_text="本单位自有场地，以志愿者为主，管理成本较低。", files=[proof]
    )


def weighed(hand: Any, inquiry: PriceInquiry, *, accepted: bool) -> None:
    """Every member judges the price, all alike."""
    reason = "成本构成合理。" if accepted else "不能证明报价合理。"
    for seat in seats(inquiry.tender):
        given = {"inquiry": inquiry, "credible": "yes" if accepted else "no", "reason": reason}
        hand.do(seat, "weigh_price", member(seat), **given)


def usual_points(bid: Any, criterion: Any, seat: PanelSeat) -> Decimal:
    """Somewhere between 70 and 95 per cent of a factor's points, the same each time."""
    spread = sum(map(ord, bid.provider.code + criterion.name))
    own = 0 if criterion.objective else sum(seat.user_id.bytes) % 5
    return (criterion.weight * Decimal(70 + spread % 21 + own) / 100).quantize(Decimal("0.5"))


def score(hand: Any, tender: Tender, points: Points = usual_points) -> None:
    criteria = list(tender.criteria.exclude(kind=CriterionKind.PRICE))
    bids = [
        a.opened_bid for a in tender.assessments.filter(conforms=True).select_related("opened_bid__provider")
    ]
    for seat in seats(tender):
        rows = [
            {"opened_bid": bid, "criterion": criterion, "points": points(bid, criterion, seat)}
            for bid in bids
            for criterion in criteria
        ]
        hand.do(seat, "score", member(seat), rows=rows)


def conclude(hand: Any, tender: Tender) -> Tender:
    chair = next(seat for seat in seats(tender) if seat.is_chair)
    return hand.do(fresh(tender), "conclude", member(chair))


def sit(hand: Any, tender: Tender, key: str = "mzj") -> None:
    """Eligibility, panel, declarations and conformity: what comes before the points."""
    tender = form_panel(hand, check_eligibility(hand, tender, key), key)
    declare(hand, tender)
    judge(hand, tender)


def evaluate(hand: Any, tender: Tender, key: str = "mzj", points: Points = usual_points) -> Tender:
    """The panel's whole work, up to the conclusion."""
    sit(hand, tender, key)
    score(hand, tender, points)
    return conclude(hand, tender)


def award(hand: Any, tender: Tender, key: str = "mzj") -> Tender:
    first = tender.assessments.get(rank=1).opened_bid
    return hand.do(tender, "award_contract", people.actor(f"{key}.lingdao"), winner=first)


def announce(hand: Any, tender: Tender, key: str = "mzj") -> Award:
    return hand.do(tender, "announce", people.actor(f"{key}.lingdao"), publication_reviewed=True).award


def announced(hand: Any, tender: Tender, key: str = "mzj") -> Award:
    """An evaluated tender's award, decided and announced."""
    return announce(hand, award(hand, tender, key), key)
