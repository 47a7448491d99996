"""Pauses of periods: what is ordered, for everybody whom it concerns; what is proposed, for finance."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from core.components import Crumb
from disclosure import services as disclosure
from rulebook.models import Pause
from rulebook.policies import finance_proposer
from rulebook.views.changes import subject_context
from rulebook.views.rules import crumbs
from workflow.clock import legal_now
from workflow.views import StepView

PER_PAGE = 30
MOST_SHOWN = 50


@require_safe
@login_not_required
def pauses(request: HttpRequest) -> HttpResponse:
    rows = Pause.objects.visible_to(request.actor).select_related("jurisdiction", "finance")  # type: ignore[attr-defined]
    context = {
        "title": _("Pauses of periods"),
        "crumbs": crumbs(Crumb(_("Pauses of periods"))),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_propose": finance_proposer(request.actor),  # type: ignore[attr-defined]
        "now": legal_now(),
    }
    return render(request, "rulebook/pauses.html", context)


@require_safe
@login_not_required
def pause(request: HttpRequest, pk: Any) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rows = Pause.objects.visible_to(actor).select_related("jurisdiction", "finance__jurisdiction")
    found = get_object_or_404(rows, pk=pk)
    changes = found.changes.filter(duty__personal=False).select_related("duty")
    insider = actor.belongs_to(found.finance_id)
    context = subject_context(request, found) | {
        "crumbs": crumbs(Crumb(_("Pauses of periods"), reverse("rulebook:pauses")), Crumb(str(found))),
        "now": legal_now(),
        "moved": changes.values("duty").distinct().count(),
        "changes": changes.order_by("-at", "after")[:MOST_SHOWN] if insider else [],
        "notices": disclosure.notices_of(found),
        "events": of_subjects([found]) if insider else [],
    }
    return render(request, "rulebook/pause.html", context)


class ProposeView(StepView):
    """`?concerns=` with a number: it comes from the page of a project or tender."""

    def get_initial(self) -> dict[str, Any]:
        number = self.request.GET.get("concerns", "").replace("\x00", "")[:60]
        given = {"kind": "suspension", "scope": "subject", "concerns": number} if number else {}
        return {"begins_at": legal_now(), **given}


class EndView(StepView):
    def get_initial(self) -> dict[str, Any]:
        return {"ends_at": legal_now()}
