"""A tender keeps to the requirement and the plan of its procurement that were fixed and filed (RQ-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.phrases import listed
from procurement.models import Requirement
from sourcing.kinds import Method
from sourcing.rules.drafting import method_obstacle
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, warn


@dataclass(frozen=True)
class Departure:
    """In what a tender says otherwise than the requirement on file."""

    label: Any
    planned: Any
    said: Any


def on_file(project: Any) -> Requirement | None:
    return Requirement.objects.filter(project=project, state=Requirement.State.FIXED).first()


def departures(tender: Any) -> list[Departure]:
    """What a draft says otherwise about the method and about whom it asks for."""
    plan, found = on_file(tender.project_id), []
    if plan is None:
        return []
    if plan.method != tender.method:
        method = tender.get_method_display()
        found.append(Departure(_("procurement method"), plan.get_method_display(), method))
    if tender.conditions.strip() and not _same(plan.eligibility, tender.conditions):
        found.append(Departure(_("conditions for providers"), plan.eligibility, tender.conditions))
    return found


def method_is_the_planned_one(act: Act) -> Iterator[Obstacle]:
    """Another method than was planned, reviewed and filed needs a reason as soon as it is chosen."""
    plan = on_file(act.data.get("project") or act.subject.project_id)
    if plan is None or plan.method == act.data["method"] or method_obstacle(act.data["method"]):
        return  # what can't be carried out at all is said by its own rule
    text = _("The requirement on file plans “%(planned)s”, not “%(said)s”. Say why the method is changed.")
    said = {"planned": plan.get_method_display(), "said": Method(act.data["method"]).label}
    yield warn(text % said, "RQ-5", field="method")


def says_what_is_on_file(act: Act) -> Iterator[Obstacle]:
    """Whoever publishes sees in what the tender departs from what was reviewed, and answers for it."""
    if found := departures(act.subject):
        plan = on_file(act.subject.project_id)
        text = _(
            "The tender says otherwise than the requirement on file: %(parts)s. Change the draft, take the "
            "requirement up again, or say why."
        )
        way = Mend(plan.get_absolute_url(), _("See the requirement")) if plan else None
        yield warn(text % {"parts": listed(str(each.label) for each in found)}, "RQ-5", mend=way)


def _same(one: str, other: str) -> bool:
    """Equal but for white space."""
    return "".join(one.split()) == "".join(other.split())
