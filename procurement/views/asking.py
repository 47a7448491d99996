"""What a unit asks for as a workbook, out and in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core import excel
from core.actor import Actor
from procurement import asking
from procurement.models import BudgetProposal
from procurement.views.rounds import RevisedView
from workflow import drafts
from workflow.previews import PreviewedView


@require_safe
def for_editing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows as the step that reads them takes them back; where nothing is asked for yet, the plan's projects."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = BudgetProposal.objects.visible_to(actor).select_related("round", "purchaser")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    if not found.is_readable(actor):
        raise PermissionDenied
    return excel.sheet(str(found), asking.SHAPE.heads(), asking.lines(found))


class ImportRequestsView(PreviewedView, RevisedView):
    """The rows of a workbook, looked at before they take the place of those that stand."""

    template_name = "procurement/rounds/import.html"

    def preview(self, form: Any) -> asking.Requests:
        return form.requests

    def get_context(self, form: Any) -> dict[str, Any]:
        fill = self.model.steps()["fill"]
        return super().get_context(form) | {"typed": drafts.find(fill, self.subject, self.actor)}
