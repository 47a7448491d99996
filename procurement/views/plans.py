"""Annual plans: the list, a plan with its opinions and versions, and the functions that plans are to take over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from core.lists import ListPage
from procurement.lists_of_plans import FunctionFilter, FunctionTable, PlanFilter, PlanTable
from procurement.models import (
    BudgetProposal,
    FunctionTransfer,
    Intention,
    JointOpinion,
    PlanLine,
    PostsNote,
    Project,
    PurchasePlan,
)
from procurement.models.plan import year_totals
from procurement.planning import FIELDS, content_of
from procurement.policies import is_insider
from procurement.presenting_plans import rows_of, shown_differences
from workflow.availability import available, can_create
from workflow.clock import legal_now
from workflow.models import Duty
from workflow.obstacles import Refused
from workflow.views import StepView


def _list() -> Crumb:
    return Crumb(_("Annual plans"), reverse("procurement:purchaseplan-list"))


class PlanList(ListPage):
    filter_class = PlanFilter
    table_class = PlanTable
    template_name = "procurement/plans/list.html"
    title = _("Annual plans")

    def get_rows(self, actor: Actor) -> QuerySet:
        return PurchasePlan.objects.visible_to(actor).with_sum().select_related("purchaser")

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        return {
            "may_open": can_create(PurchasePlan, "open", self.actor),
            "years": comparison(list(rows.order_by())),
        }


def comparison(plans: list[PurchasePlan]) -> list[dict[str, Any]]:
    """A3.1: the years beside each other, with what has become more."""
    totals = year_totals(plans)
    return [
        {
            "year": year,
            "number": count,
            "total": total,
            "more": total - totals[year - 1][1] if year - 1 in totals else None,
        }
        for year, (count, total) in totals.items()
    ]


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _plan(actor, pk)
    projects = Project.objects.visible_to(actor).only(
        "title", "state", "plan_line", "jurisdiction", "requested_amount", "granted_amount"
    )
    lines = found.lines.select_related("item__edition").prefetch_related(Prefetch("projects", projects))
    context = {
        "title": str(found),
        "plan": found,
        "crumbs": [_list(), Crumb(str(found.year))],
        "steps": available(found, actor),
        "facts": facts_of(found),
        "events": of_subjects([found], reader=actor) if is_insider(actor, found) else [],
        "now": legal_now(),
        "lines": list(lines),
        "total": found.total_amount(),
        "opinions": opinions_of(found, actor),
        "versions": versions_of(found),
        "intentions": Intention.objects.visible_to(actor).filter(plan=found).select_related("plan"),
        "proposal": BudgetProposal.objects.visible_to(actor)
        .filter(purchaser_id=found.purchaser_id, round__year=found.year)
        .select_related("round", "purchaser")
        .first(),
        "unfinished": found.version and found.state != PurchasePlan.State.CONFIRMED,
        "years": comparison(list(PurchasePlan.objects.filter(purchaser_id=found.purchaser_id))),
    }
    return render(request, "procurement/plans/plan.html", context)


def _plan(actor: Actor, pk: UUID) -> PurchasePlan:
    rows = PurchasePlan.objects.visible_to(actor).select_related("purchaser", "jurisdiction", "finance")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def facts_of(found: PurchasePlan) -> list[Fact]:
    facts = [
        Fact(_("Budget year"), str(found.year), number=True),
        Fact(_("Purchaser"), found.purchaser, url=found.purchaser.get_absolute_url()),
        Fact(_("Settled by"), found.finance),
    ]
    if found.version:
        facts += [
            Fact(_("Version"), str(found.version), number=True),
            Fact(_("Confirmed on"), long_date(found.confirmed_at)),
            Fact(_("Document number"), found.document_number),
        ]
    return facts


def opinions_of(found: PurchasePlan, actor: Actor) -> list[dict[str, Any]]:
    """Each with its due time while it is awaited."""
    rows = JointOpinion.objects.visible_to(actor).filter(plan=found).select_related("organisation")
    duties = Duty.objects.open().filter(subject_id__in=[row.pk for row in rows], rule="plan.opinion")
    due = {duty.subject_id: duty for duty in duties}
    return [
        {"opinion": row, "duty": due.get(row.pk)} for row in rows.order_by("-round", "asked_at", "office")
    ]


def versions_of(found: PurchasePlan) -> list[dict[str, Any]]:
    """Latest first, each with what has changed since the one before."""
    rows = list(found.versions.all())
    shown = []
    for before, kept in zip([None, *rows], rows, strict=False):
        changes = shown_differences(before.content, kept.content) if before else []
        shown.append({"version": kept, "changes": changes, "first": before is None})
    return shown[::-1]


@require_safe
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A version as it was confirmed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _plan(actor, pk)
    kept = found.versions.filter(number=number).first()
    if kept is None:
        raise Http404
    title = _("Version %(number)s: %(plan)s") % {"number": number, "plan": found}
    context = {
        "title": title,
        "plan": found,
        "version": kept,
        "crumbs": [
            _list(),
            Crumb(str(found), found.get_absolute_url()),
            Crumb(_("Version %(number)s") % {"number": number}),
        ],
        "rows": rows_of(kept.content),
        "latest": number == found.version,
    }
    return render(request, "procurement/plans/version.html", context)


@require_safe
def opinion(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = JointOpinion.objects.visible_to(actor).select_related("organisation", "plan__purchaser")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "title": str(found),
        "opinion": found,
        "crumbs": [
            _list(),
            Crumb(str(found.plan), found.plan.get_absolute_url()),
            Crumb(found.get_office_display()),
        ],
        "steps": available(found, actor),
        "duties": Duty.objects.open().filter(subject_id=found.pk),
        "notes": found.posts_notes.select_related("line"),
        "transfers": found.transfers.all(),
        "facts": [
            Fact(_("Plan"), found.plan, url=found.plan.get_absolute_url()),
            Fact(_("Unit asked"), found.organisation),
            Fact(_("Heard as"), found.get_office_display()),
            Fact(_("Asked on"), long_date(found.asked_at)),
        ],
    }
    return render(request, "procurement/plans/opinion.html", context)


class FillPlanView(StepView):
    """The lines of the plan, as they stand."""

    template_name = "procurement/plans/fill.html"
    draft = saves_anyway = True
    button = _("Save the plan")

    def get_initial(self) -> dict[str, Any]:
        rows = self.subject.lines.values("pk", *FIELDS)
        return {
            "revision": self.subject.revision,
            "lines": [{"line": row.pop("pk"), **row} for row in rows],
        }

    def refuse(self, refused: Refused) -> Any:
        """Who was told that a colleague was faster may save again, knowing it."""
        if refused.form is not None and refused.obstacles:
            present = PurchasePlan.objects.only("revision").get(pk=self.subject.pk).revision
            refused.form.data = refused.form.data.copy()
            refused.form.data["revision"] = str(present)
        return super().refuse(refused)


class ConfirmPlanView(StepView):
    """Finance settles the plan with what the departments said before its eyes."""

    template_name = "procurement/plans/confirm.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        last = self.subject.last_version()
        return super().get_context(form) | {
            "opinions": opinions_of(self.subject, self.actor),
            "lines": self.subject.lines.select_related("item__edition"),
            "total": self.subject.total_amount(),
            "changes": shown_differences(last.content, content_of(self.subject)) if last else [],
            "years": comparison(list(PurchasePlan.objects.filter(purchaser_id=self.subject.purchaser_id))),
        }


class GiveOpinionView(StepView):
    """With the plan that is asked about; the department for posts finds a row for each line."""

    template_name = "procurement/plans/give.html"

    def get_initial(self) -> dict[str, Any]:
        lines = self.subject.plan.lines.values_list("pk", flat=True)
        return {"posts": [{"line": line, "posts": 0} for line in lines]}

    def get_context(self, form: Any) -> dict[str, Any]:
        lines = list(self.subject.plan.lines.select_related("item__edition"))
        return super().get_context(form) | {
            "plan": self.subject.plan,
            "lines": lines,
            "total": self.subject.plan.total_amount(),
        }


class FunctionList(ListPage):
    """A3.2, A7.10: new and temporary functions with what has become of them, and functions handed to society."""

    filter_class = FunctionFilter
    table_class = FunctionTable
    template_name = "procurement/plans/functions.html"
    title = _("Functions and posts")

    def get_rows(self, actor: Actor) -> QuerySet:
        plans = PurchasePlan.objects.visible_to(actor)
        rows = PlanLine.objects.filter(plan__in=plans, new_or_temporary=True)
        notes = PostsNote.objects.order_by("-opinion__round")
        projects = Project.objects.visible_to(actor)
        return rows.select_related("plan__purchaser", "item__edition").prefetch_related(
            Prefetch("projects", projects), Prefetch("posts_notes", notes)
        )

    def get_context(self, rows: QuerySet) -> dict[str, Any]:
        opinions = JointOpinion.objects.visible_to(self.actor)
        transfers = FunctionTransfer.objects.filter(opinion__in=opinions)
        return {"transfers": transfers.select_related("opinion__plan__purchaser").order_by("-since")}
