"""Words in an application that point at the negative list: shown to whoever fills it in and to whoever decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from procurement.guidance import Hint, noticed
from procurement.models import Project
from procurement.rules.assessment import exclusions_in_force
from workflow.clock import legal_date

READ = ("title", "need", "recipients", "quality_standard", "term_basis", "posts_note")
"""Texts of an application in which somebody would write what is really wanted."""


def hints_on(project: Project) -> list[Hint]:
    """What is noticed in the application as it stands, under the points in force today.

    Where the unit has said itself that a point applies, nothing more is to be noticed about it.
    """
    answered = {rule for rule, answer in project.exclusion_answers().items() if answer.applies}
    points = exclusions_in_force(project.jurisdiction_code(), legal_date())
    return list(noticed(_texts(project), [point.id for point in points if point.id not in answered]))


def _texts(project: Project) -> Iterator[tuple[Any, str]]:
    for name in READ:
        field: Any = Project._meta.get_field(name)
        yield field.verbose_name, getattr(project, name)
    for row in project.cost_rows.all():
        yield row._meta.verbose_name, row.name
