"""Budget lines: the list and the ledger."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from accounts.roles import OrganisationKind
from core.actor import Actor
from core.components import Crumb, Fact, MoneyBar
from core.dates import long_date
from core.lists import ListPage
from core.money import ZERO
from disclosure.previewing import Preview
from disclosure.services import notices_of
from disclosure.views.publishing import PublishView
from procurement.filters import LineFilter
from procurement.ledger import sections_of
from procurement.models import BudgetLine, BudgetTable, YearClosing
from procurement.models.closing import YearOver
from procurement.models.rounds import READERS
from procurement.notices import last_notice, preview_budget
from procurement.policies import asks_for_more, finance_of_line
from procurement.side_by_side import by_year, resting_on
from procurement.tables import LineTable
from workflow.availability import available, can_create
from workflow.clock import legal_date, legal_now
from workflow.models import Duty
from workflow.views import StepView

FIGURES = ("amount", "committed", "contracted", "paid", "left")
TABLE_FIGURES = ("approved", "changed", "amount")


class LineList(ListPage):
    filter_class = LineFilter
    table_class = LineTable
    template_name = "procurement/lines.html"
    title = _("Budget lines")

    def get_rows(self, actor: Actor) -> QuerySet:
        rows = BudgetLine.objects.visible_to(actor).select_related("purchaser")
        return rows.annotate(
            contracted=Sum("commitments__contracted", default=ZERO),
            paid=Sum("commitments__paid", default=ZERO),
        ).with_left()

    def get_table(self, rows: QuerySet) -> LineTable:
        own = self.actor.organisation_kind == "purchaser"
        return LineTable(rows, exclude=("purchaser",) if own else ())

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        totals = {name: sum((getattr(row, name) for row in rows), ZERO) for name in FIGURES}
        return {
            "money": bars(totals),
            "years": by_year(rows),
            "may_enter": can_create(BudgetLine, "enter", self.actor),
            "compiles": self.actor.organisation_kind in {OrganisationKind.PURCHASER, *READERS},
            "years_over": self.years_over(),
            "closings": YearClosing.objects.visible_to(self.actor).select_related("finance"),
        }

    def years_over(self) -> list[YearOver]:
        """Told to the department that keeps the lines, on any year's page."""
        if self.actor.organisation_kind != OrganisationKind.FINANCE:
            return []
        return YearClosing.years_over(self.actor.organisation_id, legal_date())


def bars(totals: dict[str, Any], *, expected: bool = False) -> list[MoneyBar]:
    """What the lines hold now, committed, contracted, paid on one scale."""
    return [
        MoneyBar(_("Expected") if expected else _("Budget as it stands"), totals["amount"], "base"),
        MoneyBar(_("Committed"), totals["committed"], ""),
        MoneyBar(_("Contracted"), totals["contracted"], "now"),
        MoneyBar(_("Paid"), totals["paid"], "paid"),
    ]


@require_safe
def line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ledger of a line: every figure with the entries behind it; and all acts, those without money too."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = BudgetLine.objects.visible_to(actor).with_approved().filter(pk=pk).first()
    if found is None:
        raise Http404
    is_expected = found.state == BudgetLine.State.EXPECTED
    sections = sections_of(found, actor)
    totals = {section.name: section.total for section in sections}
    context = {
        "title": str(found.title),
        "line": found,
        "crumbs": [Crumb(_("Budget lines"), reverse("procurement:budgetline-list")), Crumb(found.code)],
        "steps": available(found, actor),
        "twins": found.twin_rows() if finance_of_line(actor, found) else (),
        "money": bars(totals, expected=is_expected),
        "facts": facts_of(found),
        "sections": sections,
        "plan_years": found.plan_years.all(),
        "several": resting_on(found, actor),
        "increases": found.increase_requests.order_by("-asked_on"),
        "may_ask": asks_for_more(actor) and actor.belongs_to(found.purchaser_id) and takes_more(found),
        "table": None if is_expected else table_of(found, actor),
        "told_in": last_notice(found.made_public_in) if found.made_public_in else None,
        "events": of_subjects([found], reader=actor),
        "now": legal_now(),
    }
    return render(request, "procurement/line.html", context)


def takes_more(found: BudgetLine) -> bool:
    return found.state == BudgetLine.State.OPEN and found.year >= legal_date().year


def table_of(found: BudgetLine, actor: Actor) -> BudgetTable | None:
    tables = BudgetTable.objects.visible_to(actor)
    return tables.filter(purchaser=found.purchaser, year=found.year).first()


def facts_of(found: BudgetLine) -> list[Fact]:
    until = found.payments_until()
    return [
        Fact(_("Number"), found.code, number=True),
        Fact(_("Budget year"), str(found.year), number=True),
        Fact(_("Purchaser"), found.purchaser),
        Fact(_("Kept by"), found.finance),
        Fact(_("Meant for"), found.category or _("any service")),
        Fact(_("Source of funds"), found.get_source_display()),
        Fact(_("Approved by document"), found.approval_number),
        *([Fact(_("Payments until"), long_date(until))] if until else []),
    ]


class PublishBudgetView(PublishView):
    """Row by row and with its sum, before the head's eyes."""

    def notice(self) -> Preview:
        return preview_budget(self.subject)


@require_safe
def table(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a unit makes public of its budget, and what it has made public."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = BudgetTable.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    lines = list(found.lines())
    context = {
        "title": str(found),
        "table": found,
        "crumbs": [Crumb(_("Budget lines"), reverse("procurement:budgetline-list")), Crumb(str(found.year))],
        "lines": lines,
        "total": {name: sum((getattr(line, name) for line in lines), ZERO) for name in TABLE_FIGURES},
        "changed": any(line.changed for line in lines),
        "taken_over": [(line, last_notice(line.made_public_in)) for line in found.taken_over()],
        "notices": notices_of(found),
        "steps": available(found, actor),
        "events": of_subjects([found], reader=actor),
        "now": legal_now(),
        "duties": Duty.objects.open().filter(subject_id=found.pk),
    }
    return render(request, "procurement/table.html", context)


class PlanView(StepView):
    """The years of the plan start from what stands there."""

    def get_initial(self) -> dict[str, Any]:
        return {"plan_years": list(self.subject.plan_years.values("year", "amount"))}
