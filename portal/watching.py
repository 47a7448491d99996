"""Watching projects: a personal list of what has become of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.actor import Actor
from core.components import Mark
from portal import chronicle
from portal.models import Watch
from procurement.models import Project


@dataclass(frozen=True)
class Watched:
    project: Project
    latest: Mark | None


def is_watched(project: Project, actor: Actor) -> bool:
    return Watch.objects.visible_to(actor).filter(project=project).exists()


def count(actor: Actor) -> int:
    return _projects(actor).count()


def rows(actor: Actor) -> list[Watched]:
    """Watched projects that one may still see, the one in which something happened last on top."""
    found = []
    for project in _projects(actor):
        marks = chronicle.of_project(project, actor)
        found.append(Watched(project, marks[0] if marks else None))
    return sorted(found, key=lambda row: row.latest.when.timestamp() if row.latest else 0, reverse=True)  # type: ignore[union-attr]


def _projects(actor: Actor) -> QuerySet[Project]:
    mine = Watch.objects.visible_to(actor).values("project_id")
    return Project.objects.visible_to(actor).filter(pk__in=mine)


@require_POST
def watch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin to watch a project, or stop."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    project = Project.objects.visible_to(actor).filter(pk=pk).first()
    if project is None:
        raise Http404
    if "stop" in request.POST:
        Watch.objects.visible_to(actor).filter(project=project).delete()
        messages.success(request, _("You no longer watch this project."))
    else:
        Watch.objects.get_or_create(user_id=actor.user_id, project=project)
        messages.success(request, _("You watch this project now. Your worklist shows what becomes of it."))
    return HttpResponseRedirect(reverse("portal:project", args=[project.pk]))
