"""What a member must do before a judgement or a score counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from django.utils.translation import gettext_lazy as _

from sourcing.kinds import CriterionKind
from workflow.act import Act
from workflow.obstacles import Obstacle, stop


def declares_each_point(act: Act) -> Iterator[Obstacle]:
    if not all(act.data[name] for name in ("no_employment", "no_control", "no_kinship", "no_other_tie")):
        yield stop(_("Confirm each point, or recuse yourself."), "CF-1")


def tender_is_being_evaluated(act: Act) -> Iterator[Obstacle]:
    if act.subject.tender.state != "opened":
        yield stop(_("The evaluation has ended."), "B5")


def every_bid_is_judged(act: Act) -> Iterator[Obstacle]:
    wanted = {a.opened_bid_id for a in act.subject.tender.assessments.filter(eligible=True)}
    if {row["opened_bid"].pk for row in act.data["rows"]} != wanted:
        yield stop(_("Judge every bid."), "B4.8", field="rows")


def conformity_is_settled(act: Act) -> Iterator[Obstacle]:
    seats = act.subject.tender.seats.sitting()
    if seats.filter(state__in=["appointed", "ready"]).exists():
        yield stop(_("The other members have not finished judging conformity."), "B4.8")


def every_criterion_is_scored(act: Act) -> Iterator[Obstacle]:
    tender = act.subject.tender
    bids = {a.opened_bid_id for a in tender.assessments.filter(conforms=True)}
    criteria = {c.pk for c in tender.criteria.exclude(kind=CriterionKind.PRICE)}
    given = {(row["opened_bid"].pk, row["criterion"].pk) for row in act.data["rows"]}
    if given != set(product(bids, criteria)) or len(given) != len(act.data["rows"]):
        yield stop(_("Give points to every bid on every factor."), "B5", field="rows")
