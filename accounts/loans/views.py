"""Loans of people that concern one's own unit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import history
from accounts.loans.models import Loan
from accounts.next_step import next_for
from core.components import Crumb
from workflow.availability import can_create
from workflow.clock import legal_now
from workflow.views import StepView


@require_safe
def loans(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "title": _("Loans of people"),
        "crumbs": [Crumb(_("My account"), reverse("accounts:me")), Crumb(_("Loans of people"))],
        "rows": Loan.objects.visible_to(actor).select_related("borrower", "lender", "person__user"),
        "may_ask": can_create(Loan, "ask", actor),
    }
    return render(request, "accounts/loans.html", context)


@require_safe
def loan(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rows = Loan.objects.visible_to(actor).select_related("borrower", "lender", "person__user")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "crumbs": [Crumb(_("Loans of people"), reverse("accounts:loans")), Crumb(str(found))],
        "row": found,
        "next": next_for([found], actor),
        "events": history.of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "accounts/loan.html", context)


class AskView(StepView):
    """For which project, may come with the address."""

    def get_initial(self) -> dict[str, Any]:
        return {name: self.request.GET.get(name, "") for name in ("project", "role")}
