"""Joint conferences: the list, and one with its agenda, minutes and tasks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date, with_time
from core.lists import ListPage
from procurement.lists_of_conferences import ConferenceFilter, ConferenceTable
from procurement.models import Conference, ConferenceTask
from workflow.availability import available, can_create
from workflow.views import StepView


class ConferenceList(ListPage):
    filter_class = ConferenceFilter
    table_class = ConferenceTable
    template_name = "procurement/conferences/list.html"
    title = _("Joint conferences")

    def get_rows(self, actor: Actor) -> QuerySet:
        rows = Conference.objects.visible_to(actor).select_related("finance")
        return rows.annotate(
            decided=Count("tasks"), left=Count("tasks", filter=Q(tasks__state=ConferenceTask.State.ASSIGNED))
        )

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Annual plans"), reverse("procurement:purchaseplan-list")), Crumb(self.title)]

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {"may_convene": can_create(Conference, "convene", self.actor)}


@require_safe
def conference(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Conference.objects.visible_to(actor).select_related("finance", "jurisdiction")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    tasks = ConferenceTask.objects.visible_to(actor).filter(conference=found).select_related("organisation")
    context = {
        "title": str(found),
        "conference": found,
        "crumbs": [Crumb(_("Joint conferences"), reverse("procurement:conference-list")), Crumb(found.title)],
        "steps": available(found, actor),
        "agenda": found.agenda.all(),
        "invited": found.invitations.select_related("organisation"),
        "tasks": [{"task": task, "steps": available(task, actor)} for task in tasks],
        "facts": [
            Fact(_("Convened by"), found.finance),
            Fact(_("Begins"), with_time(long_date(found.meets_at), found.meets_at)),
            Fact(_("Place"), found.place),
        ],
    }
    return render(request, "procurement/conferences/conference.html", context)


class ReviseView(StepView):
    def get_initial(self) -> dict[str, Any]:
        found: Conference = self.subject
        return {
            "title": found.title,
            "meets_at": found.meets_at,
            "place": found.place,
            "units": [row.organisation_id for row in found.invitations.all()],
            "agenda": list(found.agenda.values("topic")),
        }
