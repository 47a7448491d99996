"""Eligibility, the panel and the conclusion of the evaluation (rules B2.7, B2.8, B4, B5.2)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from sourcing import experts
from sourcing.rules.ending import fewest_bidders
from workflow import law
from workflow.act import Act
from workflow.obstacles import Obstacle, stop
from workflow.standing import mend_by

LARGE_BUDGET = Decimal(10_000_000)
"""From here a panel has seven members (Order 87, article 47)."""


def eligibility_is_unsettled(act: Act) -> Iterator[Obstacle]:
    if act.subject.panel_formed_at:
        yield stop(_("The panel has begun its work; eligibility is settled."), "B4.8")


def every_bid_is_checked(act: Act) -> Iterator[Obstacle]:
    readable = {b.pk for b in act.subject.opened_bids.all() if not b.fault}
    rows = {row["opened_bid"].pk: row for row in act.data["rows"]}
    if set(rows) != readable:
        yield stop(_("Check every bid that was opened."), "B4.8", field="rows")
    for row in act.data["rows"]:
        if row["eligible"] and not row["credit_clean"]:
            yield stop(_("Who stands on a list of bad conduct is not eligible."), "BL-1", field="rows")


def eligibility_is_settled(act: Act) -> Iterator[Obstacle]:
    tender = act.subject
    if not tender.assessments.exists() or tender.assessments.filter(eligible=None).exists():
        yield stop(_("Check the bidders' eligibility first."), "B4.8")


def enough_eligible(act: Act) -> Iterator[Obstacle]:
    yield from _enough(act, act.subject.assessments.filter(eligible=True).count())


def too_few_are_left(tender: Any) -> bool:
    """Whether so many were ruled out that the tender can only fail; while bids are unchecked they stand."""
    standing = [a for a in tender.assessments.select_related("opened_bid") if a.is_valid]
    return len([a for a in standing if not a.opened_bid.fault]) < fewest_bidders(tender)


def _enough(act: Act, number: int) -> Iterator[Obstacle]:
    """With fewer than three nothing is evaluated (Order 87, article 44; Procurement Law, article 36)."""
    tender, least = act.subject, fewest_bidders(act.subject)
    if number < least:
        text = _(
            "Fewer than %(least)s valid bids are left: the purchaser's head of unit declares it (“%(step)s”)."
        )
        label = type(tender).steps()["fail"].label
        yield stop(text % {"least": least, "step": label}, "B6.1", mend=mend_by(act, "fail", label))


def panel_is_not_formed(act: Act) -> Iterator[Obstacle]:
    if act.subject.panel_formed_at:
        yield stop(_("The panel is formed."), "B2.7")


def least_members(tender: Any) -> int:
    """Five, or seven from ten million yuan."""
    rule = "open.committee_min_large" if tender.budget >= LARGE_BUDGET else "open.committee_min"
    place, day = tender.jurisdiction_code(), tender.regime_date()
    if not law.applies(rule, jurisdiction=place, on=day):
        return 5
    return int(law.find(rule, jurisdiction=place, on=day).value or 5)


def most_representatives(size: int) -> int:
    """At least two thirds are experts."""
    return size - math.ceil(Fraction(2, 3) * size)


def panel_is_lawful(act: Act) -> Iterator[Obstacle]:
    size, least = act.data["size"], least_members(act.subject)
    if size < least or size % 2 == 0:
        yield stop(
            _("The panel has an odd number of members, at least %(least)s.") % {"least": least},
            "B2.7",
            field="size",
        )
    representatives = list(act.data["representatives"])
    if len(representatives) > most_representatives(size):
        yield stop(
            _("At least two thirds of the members are experts."), "expert.share_min", field="representatives"
        )
    officials = set(act.subject.officials.values_list("key__user_id", flat=True))
    if any(m.user_id in officials for m in representatives):
        yield stop(_("Who opened the bids does not evaluate them."), "B4.7", field="representatives")


def pool_is_large_enough(act: Act) -> Iterator[Obstacle]:
    wanted = act.data["size"] - len(act.data["representatives"])
    there = len(experts.pool(act.subject))
    if there < wanted:
        yield stop(
            _("The pool holds %(there)s experts free of known conflicts; %(wanted)s are needed.")
            % {"there": there, "wanted": wanted},
            "B4.1",
            field="size",
        )


def all_have_scored(act: Act) -> Iterator[Obstacle]:
    yield from _enough(act, len([a for a in act.subject.assessments.filter(conforms=True) if a.is_valid]))
    seats = list(act.subject.seats.sitting())
    waiting = [s for s in seats if s.state != "scored"]
    if not seats or waiting:
        yield stop(_("Members who have not scored yet: %(number)s.") % {"number": len(waiting)}, "B5")


def objective_points_agree(act: Act) -> Iterator[Obstacle]:
    """Order 87, article 64(3): members may not differ on what is objective."""
    for criterion in act.subject.criteria.filter(objective=True):
        given: dict[Any, set[Decimal]] = {}
        for score in criterion.scores.filter(seat__in=act.subject.seats.sitting()):
            given.setdefault(score.opened_bid_id, set()).add(score.points)
        if any(len(points) > 1 for points in given.values()):
            yield stop(
                _("Members gave different points for the objective factor “%(name)s”.")
                % {"name": criterion.name},
                "B4.14",
            )
