"""In proportion: what an application of this amount, class and term entails, and what falls away, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import ZERO
from procurement.rules.application import years_after
from workflow import law

if TYPE_CHECKING:
    from procurement.models import Project

PUBLIC = 3
"""The class of services for the public."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A duty that comes with an application, or that falls away. `why` is said in both cases."""

    title: Any
    applies: bool
    why: Any
    rule: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What decides: how much, for whom, until when, and by the law of which day."""

    amount: Decimal
    is_public: bool
    runs_long: bool
    place: str
    on: date

    def figure(self, name: str) -> Decimal:
        """A threshold, or the amount from which something is obligatory."""
        if name == "survey":
            return law.find("survey.obligatory_amount", jurisdiction=self.place, on=self.on).value or ZERO
        return law.threshold(name, self.place, self.on).value or ZERO

    def in_force(self, rule: str) -> bool:
        return law.known(rule) and law.applies(rule, jurisdiction=self.place, on=self.on)


def measure_of(project: Project, on: date) -> Measure:
    start, end = project.starts_on, project.ends_on
    return Measure(
        project.amount_at_stake() or project.estimate or ZERO,
        project.service_class == PUBLIC,
        bool(start and end and end > years_after(start, 1)),
        project.jurisdiction_code(),
        on,
    )


@dataclass(frozen=True, slots=True)
class Needs:
    """What the requirement of a project must go through before sourcing begins (rules B13)."""

    document: bool
    survey: bool
    opinion: bool
    focused: bool


def needs_of(project: Project, on: date, *, special: bool = False) -> Needs:
    """`special`: technically complex, or much watched by the public, which no figure says."""
    measure = measure_of(project, on)
    document = measure.is_public or measure.amount >= measure.figure("quota_goods_services")
    wide = document and measure.in_force("survey.obligatory_amount")
    wide = wide and (special or measure.is_public or measure.amount >= measure.figure("survey"))
    return Needs(
        document=document and measure.in_force("RQ-9"),
        survey=wide and measure.in_force("RQ-1"),
        opinion=measure.is_public and measure.in_force("RQ-8"),
        focused=wide and measure.in_force("RQ-4"),
    )


def demands_of(project: Project, on: date) -> list[Demand]:
    """In the order in which they come up. Nothing while amount or class aren't known yet."""
    if project.service_class is None or not (project.amount_at_stake() or project.estimate):
        return []
    measure = measure_of(project, on)
    found = [*_by_amount(measure), *_by_class(measure), *_by_term(measure)]
    return [demand for demand in found if measure.in_force(demand.rule)]


def _by_amount(measure: Measure) -> Iterator[Demand]:
    quota, tender = measure.figure("quota_goods_services"), measure.figure("open_goods_services")
    yield _from(
        measure.amount >= quota,
        _("Procedures of the procurement law, with an intention published beforehand"),
        quota,
        "intention.lead",
    )
    yield _from(measure.amount >= tender, _("Open tendering"), tender, "threshold.open_goods_services")


def _by_class(measure: Measure) -> Iterator[Demand]:
    public = _("Class 3: a service for the public.")
    quota = measure.figure("quota_goods_services")
    wanted = measure.is_public or measure.amount >= quota
    why = public if measure.is_public else _larger(quota, wanted)
    yield Demand(_("Requirement document, reviewed by others than its authors"), wanted, why, "RQ-9")
    private = _("Only for services for the public (class 3).")
    if measure.in_force("survey.obligatory_amount"):
        large = measure.amount >= measure.figure("survey")
        why = public if measure.is_public else _larger(measure.figure("survey"), large)
        wanted = measure.is_public or large
        yield Demand(_("Survey of the requirement among the market"), wanted, why, "RQ-1")
        yield Demand(_("Focused review of the requirement"), wanted, why, "RQ-4")
    why = public if measure.is_public else private
    yield Demand(_("Public opinion on the requirement"), measure.is_public, why, "RQ-8")
    yield Demand(_("Recipients take part in acceptance"), measure.is_public, why, "B8.14")


def _by_term(measure: Measure) -> Iterator[Demand]:
    why = _("The service runs longer than a year.") if measure.runs_long else _("It ends within a year.")
    yield Demand(
        _("Reasons for more than a year, and money in the medium-term plan"), measure.runs_long, why, "B8.11"
    )


def _from(applies: bool, title: Any, limit: Decimal, rule: str) -> Demand:
    return Demand(title, applies, _larger(limit, applies), rule)


def _larger(limit: Decimal, reached: bool) -> Any:
    text = _("The amount reaches %(limit)s yuan.") if reached else _("The amount is below %(limit)s yuan.")
    return text % {"limit": money(limit)}


def has_outgrown(project: Project, on: date) -> bool:
    """It was opened as a small one, and its cost or class has made it a large one since."""
    if project.estimate is None or project.service_class is None or is_small(project, on):
        return False
    return project.estimate < measure_of(project, on).figure("quota_goods_services")


def is_small(project: Project, on: date) -> bool:
    """Below the quota and not for the public: the short way."""
    measure = measure_of(project, on)
    return (
        bool(measure.amount)
        and not measure.is_public
        and measure.amount < measure.figure("quota_goods_services")
    )
