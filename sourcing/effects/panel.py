"""Eligibility, the panel's seats, and what its members judged."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.roles import Role
from accounts.telling.kinds import ASKED
from documents.services import attach
from sourcing import draw, experts
from sourcing.kinds import PanelRole
from sourcing.models import Assessment, ConformityVote, PanelSeat, Score, Tender
from sourcing.rules import ranking
from sourcing.rules.drafting import LOW_PRICE_RATES
from sourcing.rules.panel import too_few_are_left
from workflow import duties, law
from workflow.act import Act
from workflow.engine import follow_create
from workflow.models import Duty
from workflow.registry import effect, effect_in_event
from workflow.steps import Await


@effect("sourcing.keep_eligibility")
def keep_eligibility(act: Act) -> None:
    """The rows to fill in follow soon after the opening; whoever is faster than that loses nothing."""
    for row in act.data["rows"]:
        found = {
            "eligible": row["eligible"],
            "eligibility_reason": row["reason"],
            "credit_clean": row["credit_clean"],
            "credit_checked_at": act.now,
        }
        Assessment.objects.update_or_create(
            opened_bid=row["opened_bid"], defaults=found, create_defaults={**found, "tender": act.subject}
        )
    for file in act.data["evidence"]:
        attach(act.subject, file, "credit_check", act=act)
    turn(act, act.subject)


@effect("sourcing.draw_panel")
def draw_panel(act: Act) -> None:
    """Representatives are named by the purchaser; all others are drawn. The first drawn chairs."""
    tender, representatives = act.subject, list(act.data["representatives"])
    wanted = act.data["size"] - len(representatives)
    drawn = experts.drawn(tender, act.now)
    for position, membership in enumerate(drawn[:wanted]):
        appoint(act, tender, membership, PanelRole.EXPERT, is_chair=position == 0)
    for membership in representatives:
        appoint(act, tender, membership, PanelRole.REPRESENTATIVE)


def appoint(act: Act, tender: Tender, membership: Any, role: str, *, is_chair: bool = False) -> None:
    follow_create(
        act,
        PanelSeat,
        "appoint",
        tender=tender,
        user=membership.user,
        organisation=membership.organisation,
        role=role,
        is_chair=is_chair,
    )
    if is_chair:  # where a chair has left: the duty to conclude goes on to the next
        left = Duty.objects.open().filter(subject_id=tender.pk, step="sourcing.tender.conclude")
        left.update(user_id=membership.user_id, organisation_id=membership.organisation_id)
    accounts.notify(
        membership.organisation_id,
        _("You have been appointed to an evaluation panel"),
        _("Sign in, declare whether you have a conflict of interest, and keep your appointment to yourself."),
        PanelSeat._base_manager.get(tender=tender, user=membership.user).get_absolute_url(),
        user_id=membership.user_id,
        kind=ASKED,
    )


@effect("sourcing.seat_alternate")
def seat_alternate(act: Act) -> None:
    """The next in the draw takes the seat of an expert who leaves; a representative is not replaced by lot."""
    seat = act.subject
    if seat.role != PanelRole.EXPERT:
        return
    taken = set(PanelSeat._base_manager.filter(tender=seat.tender).values_list("user_id", flat=True))
    for membership in experts.in_order(seat.tender):
        if membership.user_id not in taken:
            vacant = not PanelSeat._base_manager.filter(tender=seat.tender, is_chair=True).exists()
            appoint(act, seat.tender, membership, PanelRole.EXPERT, is_chair=vacant)
            return


@effect("sourcing.dismiss_panel")
def dismiss_panel(act: Act) -> None:
    """Of a tender that ends nobody declares, judges or scores any more."""
    for seat in PanelSeat._base_manager.filter(tender=act.subject):
        duties.let_go(act, seat, "declare", "judge", "score")


@effect("sourcing.keep_votes")
def keep_votes(act: Act) -> None:
    seat = act.subject
    ConformityVote.objects.bulk_create(
        ConformityVote(seat=seat, opened_bid=r["opened_bid"], conforms=r["conforms"], reason=r["reason"])
        for r in act.data["rows"]
    )
    seats = PanelSeat._base_manager.filter(tender=seat.tender).exclude(state="recused")
    if not seats.filter(state__in=["appointed", "ready"]).exists():
        settle_conformity(act, seat.tender)


def settle_conformity(act: Act, tender: Tender) -> None:
    """The majority decides (Order 87, article 61); a price above the ceiling is invalid whatever anyone says."""
    sitting = PanelSeat._base_manager.filter(tender=tender).exclude(state="recused")
    for assessment in tender.assessments.filter(eligible=True).select_related("opened_bid"):
        votes = list(ConformityVote.objects.filter(seat__in=sitting, opened_bid=assessment.opened_bid))
        against = [vote.reason for vote in votes if not vote.conforms]
        assessment.conforms = 2 * len(against) < len(votes)
        assessment.conformity_reason = "；".join(dict.fromkeys(filter(None, against)))[:1000]
        if assessment.opened_bid.price > tender.ceiling:
            assessment.conforms = False
            assessment.conformity_reason = str(_("The price exceeds the ceiling."))
        assessment.save()
    note_low_prices(tender)
    turn(act, tender)


def turn(act: Act, tender: Tender) -> None:
    """Once too few are left it is nobody's turn but the head's, who declares the tender failed."""
    if too_few_are_left(tender):
        duties.let_go(act, tender, "form_panel", "conclude")
        duties.wait_for(act, tender, Await("fail", party="purchaser_id", role=Role.HEAD))
    else:
        duties.let_go(act, tender, "fail")


def note_low_prices(tender: Tender) -> None:
    """Which offers must be looked into. Before 2026 the law left it to the panel's judgement alone."""
    rates = low_price_rates(tender)
    if rates is None:
        return
    standing = list(tender.assessments.filter(conforms=True).select_related("opened_bid"))
    offers = [a.opened_bid.price for a in standing]
    for assessment in standing:
        assessment.low_price_rules = ranking.low_price_reasons(
            assessment.opened_bid.price, offers, tender.ceiling, rates
        )
        assessment.save()


def low_price_rates(tender: Tender) -> ranking.LowPriceRates | None:
    """The document's rates where it raised them, else the law's; None where no such rule was in force."""
    place, day = tender.jurisdiction_code(), tender.regime_date()
    found = {}
    for field, rule_id in LOW_PRICE_RATES.items():
        if not law.applies(rule_id, jurisdiction=place, on=day):
            return None
        found[field] = (
            getattr(tender, field) or law.find(rule_id, jurisdiction=place, on=day).value or Decimal(0)
        )
    return ranking.LowPriceRates(
        found["low_price_mean"], found["low_price_second"], found["low_price_ceiling"]
    )


@effect("sourcing.keep_scores")
def keep_scores(act: Act) -> None:
    Score.objects.bulk_create(
        Score(
            seat=act.subject,
            opened_bid=row["opened_bid"],
            criterion=row["criterion"],
            points=row["points"],
            note=row["note"],
        )
        for row in act.data["rows"]
    )


@effect_in_event("sourcing.rank_bids")
def rank_bids(act: Act) -> None:
    """Prices, means and ranks of all bids still in the running."""
    tender = act.subject
    standing = {
        a.opened_bid_id: a
        for a in tender.assessments.select_related("opened_bid")
        if a.is_valid and a.conforms
    }
    sums: dict[Any, dict[Any, Decimal]] = {key: {} for key in standing}
    for score in Score.objects.filter(seat__in=tender.seats.sitting(), opened_bid__in=standing):
        members = sums[score.opened_bid_id]
        members[score.seat_id] = members.get(score.seat_id, Decimal(0)) + score.points
    entries = [
        ranking.Entry(key, a.opened_bid.price, deduction_of(tender, a.opened_bid), tuple(sums[key].values()))
        for key, a in standing.items()
    ]
    seed = draw.seed_of(str(tender.pk), tender.opening_record.digest, map(str, standing), 0)
    for result in ranking.evaluate(entries, tender.price_weight, lambda key: draw.lot(seed, str(key))):
        Assessment.objects.filter(opened_bid_id=result.key).update(
            adjusted_price=result.adjusted_price,
            price_score=result.price_score,
            price_points=result.price_points,
            other_points=result.other_points,
            total=result.total,
            rank=result.rank,
        )
    act.facts["tie_seed"] = seed


def deduction_of(tender: Tender, opened_bid: Any) -> Decimal:
    """The deduction that the document grants, to bidders that declared themselves small."""
    return tender.sme_deduction if opened_bid.price_form.get("small_enterprise") is True else Decimal(0)
