"""Where the demonstration's projects are, for tests and tools that need one at a certain stage."""

from __future__ import annotations

from portal.demo import city
from portal.demo.specs import Fate, at
from procurement.models import Project
from workflow.clock import legal_date
from workflow.models import Event


def weeks() -> int | None:
    """By how many weeks the stories of this database were moved; None before they were begun."""
    first = Event.objects.order_by("id").values_list("legal_at", flat=True).first()
    return round((legal_date(first) - city.BEGINS.date()).days / 7) if first else None


def project_at(fate: Fate) -> Project:
    """The first project that stands there. Raises `Project.DoesNotExist` where the city isn't loaded so far."""
    title = at(fate).moved(weeks() or 0).title
    return Project._base_manager.get(title=title)
