"""The consultation on a draft: what finance asks, what a department answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from accounts.next_step import next_for
from catalog.models import Opinion
from catalog.rules.consultation import first_lawful_end
from core.components import Crumb
from documents.services import papers
from documents.showing import shown
from workflow.clock import legal_date, legal_now
from workflow.views import StepView


@require_safe
def opinion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One department's opinion: for finance, and for that department."""
    actor = request.actor  # type: ignore[attr-defined]
    found = Opinion.objects.visible_to(actor).select_related("edition", "department").filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "crumbs": [Crumb(str(found.edition), found.edition.get_absolute_url()), Crumb(str(found.department))],
        "opinion": found,
        "edition": found.edition,
        "next": next_for([found], actor),
        "papers": list(shown(papers(found, actor))),
        "events": of_subjects([found], reader=actor),
        "now": legal_now(),
    }
    return render(request, "catalog/opinion.html", context)


class OpenStep(StepView):
    """The last day starts from the first lawful one."""

    def get_initial(self) -> dict[str, Any]:
        return {"comments_until": first_lawful_end(legal_now(), self.subject.jurisdiction_code())}


class CloseStep(StepView):
    """What is said about the consultation starts from what has been written about it already."""

    def get_initial(self) -> dict[str, Any]:
        return {"consultation": self.subject.consultation}


class TreatStep(StepView):
    """The opinion stands above what is said of it."""

    template_name = "catalog/treat.html"


class ApproveStep(StepView):
    """Number and dates start from what the draft says."""

    def get_initial(self) -> dict[str, Any]:
        names = ("number", "issued_on", "effective_from")
        return {name: getattr(self.subject, name) for name in names}


class HearingStep(StepView):
    """Most are recorded on their day."""

    def get_initial(self) -> dict[str, Any]:
        return {"held_on": legal_date()}
