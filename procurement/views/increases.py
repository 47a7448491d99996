"""A unit's request for an increase, with what was used and what came of it beside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from core.figures import amount_text
from procurement.models import IncreaseRequest
from workflow.availability import available
from workflow.clock import legal_now
from workflow.views import StepView


@require_safe
def increase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is asked for, why, and what finance said."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = IncreaseRequest.objects.visible_to(actor).select_related("line", "purchaser", "finance")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "found": found,
        "crumbs": [
            Crumb(_("Budget lines"), reverse("procurement:budgetline-list")),
            Crumb(found.line.code, found.line.get_absolute_url()),
            Crumb(_("Increase")),
        ],
        "steps": available(found, actor),
        "facts": _facts(found),
        "events": of_subjects([found], reader=actor),
        "now": legal_now(),
        **beside(found),
    }
    return render(request, "procurement/increase.html", context)


def beside(found: IncreaseRequest) -> dict[str, Any]:
    """What finance looks at before it decides (A6.4)."""
    return {"request_for": found, "used": found.used(), "grades": found.grades()[:5]}


def _facts(found: IncreaseRequest) -> list[Fact]:
    facts = [
        Fact(_("Budget line"), found.line, url=found.line.get_absolute_url()),
        Fact(_("Purchaser"), found.purchaser),
        Fact(_("Asked for (yuan)"), amount_text(found.amount), number=True),
        Fact(_("Asked on"), long_date(found.asked_on)),
    ]
    if found.granted is not None:
        facts.append(Fact(_("Granted (yuan)"), amount_text(found.granted), number=True))
        facts.append(Fact(_("Approved by document"), found.approval_number))
    return facts


class AskView(StepView):
    """From a line's page the line is chosen already."""

    draft = True

    def get_initial(self) -> dict[str, Any]:
        return {"line": self.request.GET.get("line")}


class GrantIncreaseView(StepView):
    """The decision on one page with what it rests on."""

    template_name = "procurement/increase_grant.html"

    def get_initial(self) -> dict[str, Any]:
        return {"amount": self.subject.amount}

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | beside(self.subject)
