"""The six stages across the top of a project, and what to say about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from django.utils.translation import gettext as _

from core.components import Stage
from core.dates import long_date
from core.figures import grade_name
from procurement.models import Project

State = Project.State
NOW = {
    State.DRAFT: 0,
    State.PRESENTED: 0,
    State.RETURNED: 0,
    State.SUBMITTED: 1,
    State.REFUSED: 1,
    State.GRANTED: 2,
    State.SOURCING: 2,
    State.CONTRACTED: 3,
    State.ACCEPTED: 5,
    State.EVALUATED: 6,
    State.CLOSED: 6,
}
"""Index of the stage in which a project stands; 6: all are behind it."""


def of(project: Project) -> Iterator[Stage]:
    """Application, budget, sourcing, supervision, acceptance, evaluation."""
    at = reached(project)
    over = project.state in {State.TERMINATED, State.REFUSED}
    for index, (label, note) in enumerate(_stages(project)):
        state: Literal["done", "now", "ahead"] = (
            "done" if index < at else "now" if index == at and not over else "ahead"
        )
        said = project.get_state_display() if index == at else note
        yield Stage(label, state, said if index <= at else "")


def reached(project: Project) -> int:
    if project.state != State.TERMINATED:
        return NOW[State(project.state)]
    if project.contract_amount is not None:
        return 3
    return 2 if project.granted_at else 1 if project.submitted_at else 0


def _stages(project: Project) -> list[tuple[Any, Any]]:
    """Each with the day on which it was left behind."""
    return [
        (_("Application"), _on(_("submitted %(day)s"), project.submitted_at)),
        (_("Budget"), _on(_("granted %(day)s"), project.granted_at)),
        (_("Sourcing"), _on(_("contract %(day)s"), project.contracted_on)),
        (_("Supervision"), _on(_("until %(day)s"), project.accepted_on)),
        (_("Acceptance"), _on(_("accepted %(day)s"), project.accepted_on)),
        (
            _("Evaluation"),
            f"{grade_name(project.grade)} {project.score}" if project.score is not None else "",
        ),
    ]


def _on(text: str, day: Any) -> str:
    return text % {"day": long_date(day)} if day else ""
