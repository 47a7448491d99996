"""Failure of a tender."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sourcing.kinds import FailureGround
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def fewest_bidders(tender: object) -> int:
    """How many must bid and comply; Order 18 before Order 87 asked for the same three (Procurement Law, article 36)."""
    day, place = tender.regime_date(), tender.jurisdiction_code()  # type: ignore[attr-defined]
    if law.applies("open.min_bidders", jurisdiction=place, on=day):
        return int(law.find("open.min_bidders", jurisdiction=place, on=day).value or 3)
    return 3


def ground_is_true(act: Act) -> Iterator[Obstacle]:
    """“Too few” and “all above budget” are facts that the portal knows."""
    tender, ground = act.subject, act.data["ground"]
    if tender.state == "closed":
        yield from _before_opening(act)
        return
    valid = [
        a for a in tender.assessments.select_related("opened_bid") if a.is_valid and not a.opened_bid.fault
    ]
    if ground == FailureGround.TOO_FEW and len(valid) >= fewest_bidders(tender):
        yield stop(_("Three or more providers are still in the running."), "B6.1", field="ground")
    if ground == FailureGround.OVER_BUDGET and any(a.opened_bid.price <= tender.budget for a in valid):
        yield stop(_("At least one price is within the budget."), "B6.1", field="ground")


def _before_opening(act: Act) -> Iterator[Obstacle]:
    """Until the opening only the portal knows how many have bid; with fewer than three nothing is opened."""
    enough = len(act.subject.standing_bids()) >= fewest_bidders(act.subject)
    if not act.actor.is_system or act.data["ground"] != FailureGround.TOO_FEW or enough:
        yield stop(_("Whether the tender fails shows at the opening."), "B6.1", field="ground")
