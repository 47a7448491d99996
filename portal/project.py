"""The one page of a project: six stages, what to do next and what stands in the way, money, people, papers, history.

Everyone gets the same page, filtered. What it shows comes from each app's `panels.py` (see `portal.panels`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from procurement.models import Project

from accounts.models import Organisation
from core.actor import Actor
from core.components import Crumb
from core.panels import collect
from portal import history
from workflow.availability import Available, available
from workflow.clock import legal_now
from workflow.models import Duty

SHOWN_EVENTS = 12


@dataclass
class Next:
    """What the reader can do now; or, where it is nobody's turn here, who is waited for."""

    first: Available | None = None
    others: list[Available] = field(default_factory=list)
    waiting: list[Duty] = field(default_factory=list)
    due: Duty | None = None


@require_safe
def project(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = Project.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return render(
        request, "portal/project.html", context_for(found, actor, request.GET.get("history") == "all")
    )


def context_for(found: Project, actor: Actor, whole_history: bool) -> dict[str, Any]:
    """Everything the page draws, gathered from the apps."""
    subjects = list(collect("project_subjects", found, actor))
    events = history.of_subjects(subjects)
    return {
        "title": str(found),
        "project": found,
        "crumbs": [
            Crumb(_("Projects"), "/procurement/projects/"),
            Crumb(found.number or _("not numbered yet")),
        ],
        "stages": list(collect("project_stages", found, actor)),
        "next": next_for(subjects, actor),
        "money": list(collect("project_money", found, actor)),
        "facts": list(collect("project_facts", found, actor)),
        "people": list(collect("project_people", found, actor)),
        "papers": list(collect("project_papers", found, actor)),
        "sections": sorted(collect("project_sections", found, actor), key=lambda panel: panel.order),
        "events": events if whole_history else events[:SHOWN_EVENTS],
        "more_events": 0 if whole_history else max(0, len(events) - SHOWN_EVENTS),
        "event_count": len(events),
        "now": legal_now(),
    }


def next_for(subjects: list[Any], actor: Actor) -> Next:
    """The step that the reader's role comes to first: what somebody waits for goes before the rest."""
    options = [option for subject in subjects for option in available(subject, actor)]
    duties = Duty.objects.open().filter(subject_id__in=[s.pk for s in subjects]).order_by("due_at")
    open_duties = list(duties)
    awaited = {(d.subject_id, d.step): d for d in open_duties}
    options.sort(key=lambda o: ((o.subject.pk, o.step.id) not in awaited, not o.step.primary))
    if options and options[0].step.primary:
        first = options[0]
        return Next(first, options[1:], [], awaited.get((first.subject.pk, first.step.id)))
    return Next(None, options, _named(open_duties, actor))


def _named(duties: list[Duty], actor: Actor) -> list[Duty]:
    """Duties of others, each with the name of whose turn it is."""
    others = [d for d in duties if not actor.belongs_to(d.organisation_id)]
    names = Organisation.objects.in_bulk({d.organisation_id for d in others})
    for duty in others:
        duty.party = names.get(duty.organisation_id)  # type: ignore[attr-defined]
    return others
