"""Intentions of months: the list, and what is or was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import month_text
from core.figures import quantity_text
from core.lists import ListPage
from disclosure.services import notices_of
from procurement.lists_of_plans import IntentionFilter, IntentionTable
from procurement.models import Intention, Project
from workflow.availability import available
from workflow.clock import legal_date
from workflow.models import Duty
from workflow.views import StepView

LEAD_DAYS = 31
"""So far ahead a new intention proposes its month."""


class IntentionList(ListPage):
    filter_class = IntentionFilter
    table_class = IntentionTable
    title = _("Procurement intentions")

    def get_rows(self, actor: Actor) -> QuerySet:
        return Intention.objects.visible_to(actor).select_related("plan", "project", "purchaser")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Annual plans"), reverse("procurement:purchaseplan-list")), Crumb(self.title)]


@require_safe
def intention(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Intention.objects.visible_to(actor).select_related(
        "plan__purchaser", "project", "purchaser__jurisdiction"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "intention": found,
        "crumbs": [
            Crumb(_("Procurement intentions"), reverse("procurement:intention-list")),
            Crumb(month_text(found.first_day)),
        ],
        "steps": available(found, actor),
        "duties": Duty.objects.open().filter(subject_id=found.pk),
        "notices": notices_of(found),
        "basis": list(basis_of(found)),
        "rows": found.to_tell() if found.state == Intention.State.DUE else list(found.standing().values()),
    }
    return render(request, "procurement/plans/intention.html", context)


def basis_of(found: Intention) -> Iterator[Fact]:
    """Of one outside of the plan: the project, and the money or the approval behind it."""
    if (project := found.project) is None:
        return
    yield Fact(_("Project"), project, url=project.get_absolute_url())
    if project.budget_line is not None:
        yield Fact(_("Budget line"), project.budget_line, url=project.budget_line.get_absolute_url())
    if found.approval:
        yield Fact(_("Approval"), found.approval)


class PrepareIntentionView(StepView):
    """Begun from what the application says."""

    def get_initial(self) -> dict[str, Any]:
        project = self.born_within()
        if project is None:
            return {}
        begins = max(legal_date() + timedelta(days=LEAD_DAYS), date(project.year, 1, 1))
        month = begins.month if begins.year == project.year else 12
        amount = f"{quantity_text(project.quantity)}{project.unit}" if project.quantity else ""
        said = [project.need, amount, project.recipients, project.quality_standard]
        return {"project": project.pk, "month": month, "requirement": "\n".join(filter(None, said))}

    def born_within(self) -> Project | None:
        try:
            wanted = UUID(self.request.GET.get("project", ""))
        except ValueError:
            return None
        own = Project.objects.visible_to(self.actor).filter(purchaser_id=self.actor.organisation_id)
        return own.filter(pk=wanted).first()


class PublishIntentionView(StepView):
    """With what the notice will say before the head's eyes."""

    template_name = "procurement/plans/publish.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"rows": self.subject.to_tell()}
