"""Reports fall due by themselves: each government's as soon as the period is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from core.actor import system
from reporting.models import Report, Template
from reporting.periods import ended
from workflow.clock import legal_date
from workflow.engine import create
from workflow.obstacles import Refused

ACTOR = "reporting.opening"


def open_all() -> int:
    """For every form in use. Returns how many reports have been opened."""
    templates = Template.objects.in_use().select_related("keeper__jurisdiction")
    today = legal_date()
    return sum(_open(values) for template in templates for values in missing_for(template, today))


def missing_for(template: Template, today: date) -> Iterator[dict[str, Any]]:
    """The reports of one form that should be there for the periods that are over."""
    there = set(template.reports.values_list("organisation_id", "starts_on"))
    for period in ended(template.span, template.since, today):
        for unit in template.reporters():
            if (unit.pk, period.first) not in there:
                yield {
                    "template": template.pk,
                    "organisation": unit.pk,
                    "starts_on": period.first,
                    "version": 1,
                }


def _open(values: dict[str, Any]) -> bool:
    try:
        create(Report, "open", system(ACTOR), values)
    except Refused:
        return False  # another process was faster
    return True
