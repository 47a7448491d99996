"""A superior's form: the list, its sheet with what goes where, and who has reported on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from accounts.models import Organisation
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from core.excel import TYPE
from core.lists import ListPage
from core.phrases import listed
from reporting import printing
from reporting.figures import MEASURES, Kind
from reporting.models import Report, Template
from reporting.periods import Period, ended
from reporting.policies import draws_up, reads_reports
from reporting.tables import TemplateFilter, TemplateTable
from workflow.availability import Available, available
from workflow.clock import legal_date, legal_now
from workflow.views import StepView

SHOWN_PERIODS = 24


def crumbs(*more: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Reports to superiors"), reverse("reporting:report-list")),
        Crumb(_("Report forms"), reverse("reporting:template-list")),
        *more,
    ]


class TemplateList(ListPage):
    filter_class = TemplateFilter
    table_class = TemplateTable
    template_name = "reporting/templates.html"
    title = gettext_lazy("Report forms")

    def get_rows(self, actor: Actor) -> QuerySet:
        if not reads_reports(actor):
            raise PermissionDenied
        return Template.objects.visible_to(actor).select_related("keeper")

    def get_crumbs(self) -> list[Crumb]:
        return [*crumbs()[:1], Crumb(_("Report forms"))]

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {"may_add": draws_up(self.actor)}


@dataclass(frozen=True)
class Line:
    """How one government stands with a period."""

    unit: Organisation
    report: Report | None
    late: bool
    """Not handed in although its day has passed."""
    urge: Available | None = None


def template_for(actor: Actor, pk: UUID) -> Template:
    rows = Template.objects.visible_to(actor).select_related("keeper", "jurisdiction", "workbook")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
def blank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The empty form as it was uploaded."""
    found = template_for(request.actor, pk)  # type: ignore[attr-defined]
    response = HttpResponse(found.workbook.path.read_bytes(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.title)}.xlsx"
    return response


@require_safe
def template(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form: its sheet, which figure stands where, and how the governments stand with a period."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = template_for(actor, pk)
    periods = list(ended(found.span, found.since, legal_date()))[::-1][:SHOWN_PERIODS]
    asked = request.GET.get("period", "")
    period = next((p for p in periods if p.first.isoformat() == asked), periods[0] if periods else None)
    keeps = actor.belongs_to(found.keeper_id)
    context = {
        "title": found.title,
        "found": found,
        "crumbs": crumbs(Crumb(found.title)),
        "steps": available(found, actor),
        "facts": facts_of(found),
        "sheets": printing.sheets_unfilled(found),
        "cells": found.cells.all(),
        "unreckoned": found.book.unreckoned,
        "events": of_subjects([found]) if keeps else [],
        "periods": periods if keeps and found.state != Template.State.DRAFT else [],
        "period": period,
        "lines": standing(found, period, actor) if keeps and period else [],
        "now": legal_now(),
    }
    return render(request, "reporting/template.html", context)


def facts_of(found: Template) -> list[Fact]:
    below = _("yes, their figures are summed up") if found.includes_below else _("no")
    first = Period.of(found.since, found.span)
    days = ngettext(
        "%(days)s day after the end of the period",
        "%(days)s days after the end of the period",
        found.due_days,
    )
    facts = [
        Fact(_("Laid down by"), found.issuer),
        Fact(_("Kept by"), found.keeper),
        Fact(_("How often"), found.get_span_display()),
        Fact(_("Due by"), days % {"days": found.due_days}),
        Fact(_("First period"), str(first)),
        Fact(_("Districts and zones report"), below),
    ]
    if found.number:
        facts.insert(1, Fact(_("Document number"), found.number))
    if found.issued_at:
        facts.append(Fact(_("In use since"), long_date(found.issued_at)))
    return facts


def standing(found: Template, period: Period, actor: Actor) -> list[Line]:
    """Every government that reports, whether its report is there or not; those below can be urged."""
    rows = Report.objects.visible_to(actor).standing().filter(template=found, starts_on=period.first)
    reports = {row.organisation_id: row for row in rows.select_related("jurisdiction", "template__keeper")}
    now, lines = legal_now(), []
    for unit in found.reporters():
        report = reports.get(unit.pk)
        steps = available(report, actor) if report and report.receiver_id else []
        urge = next((option for option in steps if option.step.name == "urge"), None)
        lines.append(Line(unit, report, report is not None and report.is_late(now), urge))
    return lines


class DraftView(StepView):
    """The page where the superior's Excel is handed in; what is wrong with it stands there cell by cell."""

    template_name = "reporting/draft.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"faults": getattr(form, "faults", [])}


class IssueView(StepView):
    """Who puts a form to use reads which periods are asked for at once: each of them is a task of every government."""

    template_name = "reporting/issue.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        at_once = self.subject.asked_at_once(legal_date())
        context = {
            "at_once": listed(period for period, _day in at_once),
            "due_on": at_once[-1][1] if at_once else None,
        }
        return super().get_context(form) | context | {"reporters": len(self.subject.reporters())}


class MapView(StepView):
    """The sheet above, one row for each cell below."""

    template_name = "reporting/map.html"

    def get_initial(self) -> dict[str, Any]:
        names = ("sheet", "cell", "measure", "part", "over", "unit")
        rows = self.subject.cells.values(*names)
        return {
            "cells": [
                row if MEASURES[row["measure"]].kind is Kind.MONEY else row | {"unit": ""} for row in rows
            ]
        }

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | {"sheets": printing.sheets_unfilled(self.subject)}
