"""The compilation of a budget: finance's desk with all units, and one unit's proposal with its figures side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.history import of_subjects
from core import excel
from core.actor import Actor
from core.components import Crumb, Fact
from core.dates import long_date
from core.money import ZERO
from procurement.asking import proposed_by, standing
from procurement.models import BudgetProposal, BudgetQuestion, BudgetRound
from procurement.models.proposals import FIGURES
from procurement.models.rounds import READERS
from procurement.presenting_rounds import ROWS, cells_of, shown_rows
from workflow.availability import available, can_create
from workflow.clock import legal_date, legal_now
from workflow.models import Duty
from workflow.obstacles import Refused
from workflow.views import StepView


def _list() -> Crumb:
    return Crumb(_("Budget compilation"), reverse("procurement:budgetround-list"))


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Year by year, with a unit's own proposal."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = (
        BudgetRound.objects.visible_to(actor)
        .select_related("finance")
        .order_by("-year", "finance__sort_key", "-called_off_at")
    )
    own = (
        BudgetProposal.objects.visible_to(actor)
        .filter(purchaser_id__in=actor.files_of)
        .select_related("round", "purchaser")
    )
    proposals = {proposal.round_id: proposal for proposal in own}
    context = {
        "title": _("Budget compilation"),
        "crumbs": [Crumb(_("Budget lines"), reverse("procurement:budgetline-list")), Crumb(_list().label)],
        "rows": [(each, proposals.get(each.pk)) for each in found],
        "may_open": can_create(BudgetRound, "open", actor),
    }
    return render(request, "procurement/rounds/list.html", context)


@require_safe
def compilation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Finance sees every unit with its state, its sums and what is overdue; a unit sees the dates and its own."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _round(actor, pk)
    rows = _proposals(found, actor)
    today = legal_date()
    context = {
        "title": str(found),
        "round": found,
        "crumbs": [_list(), Crumb(str(found.year))],
        "steps": available(found, actor),
        "rows": [
            {
                "proposal": row,
                "late": row.until is not None and row.until < today,
                "own_date": row.has_own_date,
                "sums": _sums(row, actor),
            }
            for row in rows
        ],
        "total": _total(rows, actor),
        "states": _states(rows),
        "desk": actor.organisation_kind in READERS,
        "dates": _dates(found, today),
        "events": of_subjects([found], reader=actor),
        "now": legal_now(),
        "facts": [Fact(_("Budget year"), str(found.year), number=True), Fact(_("Run by"), found.finance)],
    }
    return render(request, "procurement/rounds/round.html", context)


def _round(actor: Actor, pk: UUID) -> BudgetRound:
    found = (
        BudgetRound.objects.visible_to(actor).select_related("finance", "jurisdiction").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def _proposals(found: BudgetRound, actor: Actor) -> list[BudgetProposal]:
    rows = BudgetProposal.objects.visible_to(actor).filter(round=found).with_sums()
    return list(rows.select_related("purchaser", "round").order_by("purchaser__sort_key"))


def _sums(row: Any, actor: Actor) -> list[Any]:
    """What its rows come to, round by round; nothing before the reader may read them."""
    if not row.is_readable(actor):
        return [None] * len(FIGURES)
    return [getattr(row, f"{name}_sum") if row.shows(name, actor) else None for name in FIGURES]


def _total(rows: list[BudgetProposal], actor: Actor) -> list[Any]:
    columns = zip(*(_sums(row, actor) for row in rows), strict=True)
    return [_sum(column) for column in columns] or [None] * len(FIGURES)


def _sum(figures: Iterable[Any]) -> Any:
    """Nothing, where nobody has said anything yet."""
    said = [figure for figure in figures if figure is not None]
    return sum(said, ZERO) if said else None


def _states(rows: list[BudgetProposal]) -> list[tuple[str, str, int]]:
    """How many proposals rest where."""
    counts = [
        (state, label, sum(row.state == state for row in rows))
        for state, label in BudgetProposal.State.choices
    ]
    return [
        (BudgetProposal.tones.get(state, ""), str(label), number) for state, label, number in counts if number
    ]


def _dates(found: BudgetRound, today: Any) -> list[dict[str, Any]]:
    """The four dates in order, those that are over marked."""
    names = ("requests_until", "figures_until", "drafts_until", "approval_until")
    return [
        {
            "label": found._meta.get_field(name).verbose_name,
            "day": getattr(found, name),
            "over": getattr(found, name) < today,
        }
        for name in names
    ]


@require_safe
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole compilation, row by row, for those who oversee it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.organisation_kind not in READERS:
        raise PermissionDenied
    found = _round(actor, pk)
    readable = (row for row in _proposals(found, actor) if row.is_readable(actor))
    cells = (line for proposal in readable for line in cells_of(proposal, actor))
    return excel.sheet(str(found), [str(head) for head in ROWS], cells)


@require_safe
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a unit asks for, what it may have and what it got, row by row."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = BudgetProposal.objects.visible_to(actor)
    found = rows.select_related("purchaser", "jurisdiction", "finance", "round").filter(pk=pk).first()
    if found is None:
        raise Http404
    questions = BudgetQuestion.objects.visible_to(actor).filter(proposal=found).select_related("row")
    context = {
        "title": str(found),
        "proposal": found,
        "crumbs": [
            _list(),
            Crumb(str(found.round.year), found.round.get_absolute_url()),
            Crumb(str(found.purchaser)),
        ],
        "steps": available(found, actor),
        "facts": _facts(found),
        "questions": _questions(questions, actor),
        "events": of_subjects([found, *questions], without={"put"}, reader=actor),
        "now": legal_now(),
        "returned": found.remark and found.state in {"returned", "revising"},
        "workbook": found.is_readable(actor),
        "called_off": found.round.called_off_because,
        **(side_by_side(found, actor) if found.is_readable(actor) else {"hidden": True}),
    }
    return render(request, "procurement/rounds/proposal.html", context)


def side_by_side(found: BudgetProposal, actor: Actor) -> dict[str, Any]:
    rows = shown_rows(found, actor)
    totals = [_sum(row.figures[n] for row in rows) for n in range(len(FIGURES))]
    return {
        "rows": rows,
        "totals": [
            total if found.shows(name, actor) else None for name, total in zip(FIGURES, totals, strict=True)
        ],
    }


def _facts(found: BudgetProposal) -> list[Fact]:
    facts = [
        Fact(_("Budget year"), str(found.round.year), number=True),
        Fact(_("Purchaser"), found.purchaser, url=found.purchaser.get_absolute_url()),
        Fact(_("Reviewed by"), found.finance),
    ]
    if found.until is not None:
        facts.append(Fact(_("Next date"), long_date(found.until)))
    if found.approved_on is not None:
        facts += [
            Fact(_("Document number"), found.document_number),
            *(
                [Fact(_("Passed by the people's congress on"), long_date(day))]
                if (day := found.congress_on)
                else []
            ),
            Fact(_("Approved on"), long_date(found.approved_on)),
        ]
    if (plan := found.plan()) is not None:
        facts.append(Fact(_("Annual plan"), plan.get_state_display(), url=plan.get_absolute_url()))
    return facts


def _questions(questions: QuerySet, actor: Actor) -> list[dict[str, Any]]:
    """Each with its clock while it is awaited, and with the way to answer it."""
    rows = list(questions.select_related("proposal__jurisdiction", "proposal__round", "proposal__purchaser"))
    duties = Duty.objects.open().filter(subject_id__in=[row.pk for row in rows], rule="budget.answer")
    due = {duty.subject_id: duty for duty in duties}
    return [{"question": row, "duty": due.get(row.pk), "steps": available(row, actor)} for row in rows]


# Steps ---------------------------------------------------------------------------------------------------------------


class RowsView(StepView):
    """A step that is taken with the rows before one's eyes."""

    template_name = "procurement/rounds/decide.html"

    def get_context(self, form: Any) -> dict[str, Any]:
        return super().get_context(form) | side_by_side(self.subject, self.actor)


class RevisedView(StepView):
    """Rows that are written by several colleagues, if need be."""

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.subject.revision}

    def refuse(self, refused: Refused) -> Any:
        """Who was told that a colleague was faster may save again, knowing it."""
        if refused.form is not None and refused.obstacles:
            present = BudgetProposal.objects.only("revision").get(pk=self.subject.pk).revision
            refused.form.data = refused.form.data.copy()
            refused.form.data["revision"] = str(present)
        return super().refuse(refused)


class SavingView(RevisedView):
    """Rows that are filled in on the page."""

    template_name = "procurement/rounds/fill.html"
    draft = saves_anyway = True

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"rows": self.get_rows()}

    def get_rows(self) -> list[dict[str, Any]]:
        raise NotImplementedError


class FillRequestsView(SavingView):
    """What stands already; where nothing does, the projects of the annual plan."""

    button = _("Save the requests")

    def get_rows(self) -> list[dict[str, Any]]:
        return standing(self.subject)

    def get_context(self, form: Any) -> dict[str, Any]:
        excel = self.subject.step_url("import_requests")
        return super().get_context(form) | {"proposed_by": proposed_by(self.subject), "from_excel": excel}


class ReviewRowsView(SavingView):
    button = _("Save the review")

    def get_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "row": row.pk,
                "figure": row.requested if row.figure is None else row.figure,
                "reason": row.figure_reason,
                "acknowledged": row.seen is not None,
            }
            for row in self.subject.rows.all()
        ]


class FillDraftView(SavingView):
    button = _("Save the draft budget")

    def get_rows(self) -> list[dict[str, Any]]:
        return [
            {"row": row.pk, "draft": row.figure if row.draft is None else row.draft}
            for row in self.subject.rows.all()
        ]


class ApproveView(StepView):
    """Row by row, as the unit has drafted it."""

    template_name = "procurement/rounds/fill.html"
    draft = True

    def get_initial(self) -> dict[str, Any]:
        return {
            "approved_on": legal_date(),
            "rows": [{"row": row.pk, "approved": row.draft} for row in self.subject.rows.all()],
        }


class AskQuestionView(RowsView):
    """From a row the row is chosen already."""

    def get_initial(self) -> dict[str, Any]:
        return {"row": self.request.GET.get("row")}
