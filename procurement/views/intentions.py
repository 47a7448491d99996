"""Intentions of months: the list, and what is or was told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.actor import Actor
from core.components import Crumb
from core.dates import month_text
from core.lists import ListPage
from disclosure.services import notices_of
from procurement.lists_of_plans import IntentionFilter, IntentionTable
from procurement.models import Intention
from workflow.availability import available
from workflow.models import Duty
from workflow.views import StepView


class IntentionList(ListPage):
    filter_class = IntentionFilter
    table_class = IntentionTable
    title = _("Procurement intentions")

    def get_rows(self, actor: Actor) -> QuerySet:
        return Intention.objects.visible_to(actor).select_related("plan", "purchaser")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Annual plans"), reverse("procurement:purchaseplan-list"))]


@require_safe
def intention(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = Intention.objects.visible_to(actor).select_related("plan__purchaser", "purchaser__jurisdiction")
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
        "rows": found.to_tell() if found.state == Intention.State.DUE else list(found.standing().values()),
    }
    return render(request, "procurement/plans/intention.html", context)


class PublishIntentionView(StepView):
    """With what the notice will say before the head's eyes."""

    template_name = "procurement/plans/publish.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"rows": self.subject.to_tell()}
