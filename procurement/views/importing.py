"""Workbooks of budget lines, in and out."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import excel
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from core.figures import amount_text
from documents.services import papers
from documents.showing import shown
from procurement.importing import LINES, rows_of
from procurement.joining import twins_of
from procurement.models import BudgetLine, LineImport
from procurement.policies import enters_lines
from workflow.availability import available
from workflow.views import StepView


class ReadView(StepView):
    """The page where a workbook is handed in; what is wrong with it stands there cell by cell."""

    template_name = "procurement/line_import_read.html"


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a workbook would change, row by row; what it has changed once it is entered."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = LineImport.objects.visible_to(actor).select_related("workbook", "finance__jurisdiction")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    pending = found.state == LineImport.State.READ
    context = {
        "title": str(found),
        "found": found,
        "crumbs": [Crumb(_("Budget lines"), reverse("procurement:budgetline-list")), Crumb(str(found))],
        "plan": found.plan if pending else None,
        "twins": () if found.state == LineImport.State.DISCARDED else twins_of(found),
        "steps": available(found, actor),
        "facts": _facts(found),
        "papers": shown(papers(found, actor)),
    }
    return render(request, "procurement/line_import.html", context)


def _facts(found: LineImport) -> list[Fact]:
    facts = [Fact(_("Handed in by"), found.finance), Fact(_("Workbook"), found.workbook.name)]
    if found.state == LineImport.State.READ:
        facts += [
            Fact(_("Rows that change something"), str(found.changes()), number=True),
            Fact(_("The budget grows by (yuan)"), amount_text(found.plan.added), number=True),
        ]
    if found.entered_at:
        facts.append(Fact(_("Entered on"), long_date(found.entered_at)))
    return facts


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The lines in use that this finance department keeps, in the shape in which they are read again.

    `year` narrows them; `year=none` gives the headings alone, to be filled in.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not enters_lines(actor, None):
        raise PermissionDenied
    rows = BudgetLine.objects.visible_to(actor).filter(
        finance_id=actor.organisation_id, state=BudgetLine.State.OPEN
    )
    year = request.GET.get("year", "")
    if year == "none":
        rows = rows.none()
    elif year.isdecimal() and len(year) == 4:
        rows = rows.filter(year=int(year))
    return excel.sheet(str(LINES.title), LINES.heads(), rows_of(rows.order_by("-year", "purchaser", "code")))
