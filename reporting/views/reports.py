"""Reports: the list, one with its figures and what stands behind each, the filled workbook."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from accounts.models import Jurisdiction
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date, span
from core.excel import PRACTICE, TYPE
from core.lists import ListPage
from core.phrases import listed
from documents.services import papers
from documents.showing import shown
from reporting import printing
from reporting.breakdown import Breakdown, breakdowns
from reporting.filling import written
from reporting.models import MappedCell, Report, Template
from reporting.policies import draws_up, reads_reports
from reporting.reckoning import Change, changes, chosen, numbers
from reporting.sheets import filled
from reporting.tables import ReportFilter, ReportTable
from workflow.availability import available
from workflow.clock import legal_now
from workflow.models import Duty
from workflow.views import StepView


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Reports to superiors"), reverse("reporting:report-list")), *more]


class ReportList(ListPage):
    filter_class = ReportFilter
    table_class = ReportTable
    template_name = "reporting/reports.html"
    title = gettext_lazy("Reports to superiors")

    def get_rows(self, actor: Actor) -> QuerySet:
        if not reads_reports(actor):
            raise PermissionDenied
        return Report.objects.visible_to(actor).select_related("template", "jurisdiction")

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {"may_add": draws_up(self.actor), "forms": Template.objects.visible_to(self.actor).exists()}


def report_for(actor: Actor, pk: UUID) -> Report:
    rows = Report.objects.visible_to(actor).select_related(
        "template__workbook", "template__keeper", "organisation", "jurisdiction", "receiver"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Moved:
    """A cell whose figure would be another one now."""

    cell: MappedCell
    before: Decimal | None
    after: Decimal | None


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report. `?cell=` shows what stands behind a figure."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = report_for(actor, pk)
    open_to = found.shows_figures_to(actor)
    has_figures = open_to and found.values.exists()
    changed = changes_since(found) if has_figures and found.is_kept else []
    context = {
        "title": str(found),
        "report": found,
        "crumbs": crumbs(Crumb(str(found.period))),
        "steps": available(found, actor),
        "duties": Duty.objects.open().visible_to(actor).filter(subject_id=found.pk),
        "facts": facts_of(found),
        "open_to": open_to,
        "sheets": printing.sheets_of(found) if has_figures else [],
        "behind": behind(found, request.GET.get("cell", "")) if has_figures else None,
        "parts": found.parts.select_related("part__jurisdiction", "part__template") if open_to else [],
        "missing": found.missing_below() if open_to else [],
        "waiting": found.waiting_below() if open_to else [],
        "changes": changed,
        "moved": moved_since(found) if changed else [],
        "papers": shown(papers(found, actor)),
        "breakdowns": breakdowns_of(found) if has_figures else [],
        "versions": versions_of(found, actor),
        "events": of_subjects([found]),
        "now": legal_now(),
    }
    return render(request, "reporting/report.html", context)


def facts_of(found: Report) -> list[Fact]:
    above = found.receiver or found.template.issuer
    facts = [
        Fact(_("Form"), found.template, url=found.template.get_absolute_url()),
        Fact(pgettext("report", "Period"), span(found.starts_on, found.ends_on)),
        Fact(_("Reporting unit"), found.organisation),
        Fact(pgettext("report", "Goes to"), above),
        Fact(_("Due by"), long_date(found.due_day)),
    ]
    times = (
        (_("Filled in on"), found.filled_at),
        (_("Frozen on"), found.frozen_at),
        (_("Submitted on"), found.submitted_at),
        (_("Accepted on"), found.accepted_at),
        (_("Returned on"), found.returned_at),
    )
    facts += [Fact(label, long_date(moment)) for label, moment in times if moment]
    if found.sent_on:
        facts.append(Fact(_("Sent"), f"{long_date(found.sent_on)} · {found.get_sent_how_display()}"))
    if found.sent_note:
        facts.append(Fact(_("Number of the dispatch or receipt"), found.sent_note))
    return facts


def behind(found: Report, asked: str) -> dict[str, Any] | None:
    """The facts that one cell counts, as the report holds them."""
    cell = next((cell for cell in found.mapped if str(cell.pk) == asked and not cell.is_text), None)
    if cell is None:
        return None
    places = {row.code: row for row in Jurisdiction.objects.all()}
    rows = chosen(cell, found.frozen_facts(), found.frame)
    return {"cell": cell, "rows": [{"fact": fact, "place": places.get(fact.place_code)} for fact in rows]}


def breakdowns_of(found: Report) -> list[Breakdown]:
    """A year's report also shows what was bought divided, from what it froze."""
    return breakdowns(found.frozen_facts(), found.jurisdiction.code) if found.is_yearly else []


def changes_since(found: Report) -> list[Change]:
    """What its own books say otherwise since it was frozen; parts of a sum tell it on their own pages."""
    kept = [row.as_fact() for row in found.facts.all()]
    return changes(kept, found.own_facts_now())


def moved_since(found: Report) -> list[Moved]:
    """Which cells would be another figure now, with the frozen ones beside."""
    below = found.frozen_facts()[found.facts.count() :]
    now = numbers(found.mapped, [*found.own_facts_now(), *below], found.frame)
    kept = {row.cell_id: row.number for row in found.values.all()}
    return [
        Moved(cell, kept.get(cell.pk), now[cell.pk])
        for cell in found.mapped
        if cell.pk in now and kept.get(cell.pk) != now[cell.pk]
    ]


def versions_of(found: Report, actor: Actor) -> list[Report]:
    """The others of the same period, latest first."""
    same = {name: getattr(found, name) for name in ("template_id", "organisation_id", "starts_on")}
    rows = Report.objects.visible_to(actor).filter(**same).exclude(pk=found.pk)
    return list(rows.select_related("template", "jurisdiction").order_by("-version"))


@require_safe
def workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The superior's own Excel with the figures in it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = report_for(actor, pk)
    if not found.shows_figures_to(actor) or not found.values.exists():
        raise Http404
    name = f"{PRACTICE} {found}" if settings.PRACTICE else str(found)
    response = HttpResponse(filled(found.template.workbook.path, written(found)), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


class FillView(StepView):
    """The note as it stands, and who would be left out of the sum if it were filled in now."""

    template_name = "reporting/fill.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        waiting = self.subject.waiting_below()
        return super().get_context(form) | {
            "waiting": listed(unit.jurisdiction for unit in waiting),
            "missing": listed(
                unit.jurisdiction for unit in self.subject.missing_below() if unit not in waiting
            ),
            "form_url": self.subject.template.get_absolute_url(),
        }

    def get_initial(self) -> dict[str, Any]:
        return {"note": self.subject.note}


class LookedAtView(StepView):
    """Freezing, submitting and accepting with the figures before one's eyes."""

    template_name = "reporting/looked_at.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        report: Report = self.subject
        shows = report.shows_figures_to(self.actor) and report.values.exists()
        return super().get_context(form) | {
            "report": report,
            "sheets": printing.sheets_of(report) if shows else [],
            "missing": report.missing_below() if shows else [],
        }
