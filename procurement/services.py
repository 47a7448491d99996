"""What upper apps may ask of procurement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from procurement.models import GradeRecord, Intention, Project, ProjectParty, Requirement
from procurement.models.intention import first_told
from procurement.models.numbers import next_number
from procurement.models.parties import finance_of
from procurement.proportion import needs_of
from procurement.rules.closing import hindrances, payment_stop
from procurement.rules.fairness import favours_nobody, says_nothing_about_size, wants_no_list
from procurement.rules.intention import was_public
from procurement.rules.requirement import public_has_spoken, was_fixed
from workflow import law
from workflow.addresses import of_step
from workflow.obstacles import Mend, Obstacle

Part = ProjectParty.Part

__all__ = [
    "Part",
    "favours_nobody",
    "finance_of",
    "find",
    "first_told",
    "grades",
    "hindrances",
    "intention_obstacles",
    "involve",
    "lacks_requirement",
    "next_number",
    "number_for",
    "payment_stop",
    "record_grade",
    "requirement_obstacles",
    "says_nothing_about_size",
    "splitting_total",
    "wants_no_list",
]


def find(actor: Actor, number: str) -> Project | None:
    """The project of that number, if the actor may see it."""
    return Project.objects.visible_to(actor).filter(number=number).first()


def involve(project: Project, organisation_id: UUID | Any, part: str) -> ProjectParty:
    """Give an organisation a part in a project: from now on it sees the project. Call it from an effect."""
    row, _made = ProjectParty.objects.get_or_create(
        project=project, organisation_id=organisation_id, part=part
    )
    return row


def number_for(series: str, year: int) -> str:
    """The next number of a series, e.g. `CGF-2026-0131`. Without gaps; call it inside an act."""
    return f"{series}-{year}-{next_number(series, year):04d}"


def record_grade(
    *, project: Project, year: int, score: Decimal, grade: str, provider_name: str = ""
) -> GradeRecord:
    """Keep a published evaluation where next year's budget is decided (A6.4). Call it from an effect."""
    return GradeRecord.objects.create(
        project=project,
        purchaser_id=project.purchaser_id,
        item_code=project.item.code,
        year=year,
        score=score,
        grade=grade,
        provider_name=provider_name,
    )


def grades(purchaser_id: UUID | Any, item_code: str) -> QuerySet[GradeRecord]:
    """What earlier projects of this purchaser for this item were graded, latest first."""
    return GradeRecord.objects.of(purchaser_id, item_code)


def splitting_total(project: Project) -> Decimal:
    """SP-2: this project and its siblings (same purchaser, year and item) that are not openly tendered."""
    return sum((other.money_at_stake for other in project.siblings()), project.money_at_stake)


def intention_obstacles(project: Project, now: datetime, on: date) -> Iterator[Obstacle]:
    """Whether its intention was public long enough before sourcing begins now (IN-2, IN-4)."""
    told_at = first_told(project.plan_line_id) if project.plan_line_id else None
    yield from was_public(project, told_at or first_told(project.pk), now, on, way_to_tell(project))


def way_to_tell(project: Project) -> Mend:
    """Where its intention is made public: with its plan, or on a page of its own (IN-3)."""
    if project.plan_line is not None:
        return Mend(project.plan_line.plan.get_absolute_url(), _("See the plan"))
    found = Intention.objects.filter(project=project).first()
    if found is not None:
        return Mend(found.get_absolute_url(), _("See the intention"))
    return Mend(
        of_step(Intention.steps()["prepare"], Intention.of_project(project)), _("Prepare an intention")
    )


def lacks_requirement(project: Project, on: date) -> bool:
    """Whether it must have a requirement and has none yet (RQ-4)."""
    if Requirement.objects.filter(project=project).exists():
        return False
    place = project.jurisdiction_code()
    return needs_of(project, on).document and law.applies("RQ-4", jurisdiction=place, on=on)


def requirement_obstacles(project: Project, on: date) -> Iterator[Obstacle]:
    """Whether what is to be bought has been written, put up for comment and reviewed as it must be (B13)."""
    requirement = Requirement.objects.filter(project=project).first()
    if requirement is not None:
        mend = Mend(requirement.get_absolute_url(), _("See the requirement"))
    else:
        mend = Mend(Requirement(project=project).address_of("write"), _("Write the requirement"))
    yield from list(public_has_spoken(requirement, mend)) or was_fixed(project, requirement, on, mend)
