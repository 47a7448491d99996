"""The one page of a project: six stages, what to do next and what stands in the way, money, people, papers, history.

Everyone gets the same page, filtered. What it shows comes from each app's `panels.py` (see `portal.panels`).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.next_step import next_for
from core.actor import Actor
from core.components import Crumb
from core.panels import collect
from corrections import services as corrections
from portal import chronicle, watching
from procurement.models import Project
from workflow.clock import legal_now

SHOWN_EVENTS = 12
ENDED = {Project.State.REFUSED, Project.State.CLOSED, Project.State.TERMINATED}


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
    events = chronicle.of_project(found, actor)
    sections = sorted(collect("project_sections", found, actor), key=lambda panel: panel.order)
    following = next_for(subjects, actor, collect("project_offers", found, actor))
    following.over = found.state in ENDED
    following.standing = list(collect("project_standing", found, actor))
    return {
        "title": str(found),
        "project": found,
        "crumbs": [
            Crumb(_("Projects"), "/procurement/projects/"),
            Crumb(found.number or _("not numbered yet")),
        ],
        "stages": list(collect("project_stages", found, actor)),
        "next": following,
        "money": list(collect("project_money", found, actor)),
        "facts": list(collect("project_facts", found, actor)),
        "people": list(dict.fromkeys(collect("project_people", found, actor))),
        "papers": list(collect("project_papers", found, actor)),
        "corrections": corrections.on_page(subjects, actor),
        "ahead": [panel for panel in sections if panel.order < 0],
        "sections": [panel for panel in sections if panel.order >= 0],
        "events": events if whole_history else events[:SHOWN_EVENTS],
        "more_events": 0 if whole_history else max(0, len(events) - SHOWN_EVENTS),
        "event_count": len(events),
        "now": legal_now(),
        "watched": watching.is_watched(found, actor),
    }
