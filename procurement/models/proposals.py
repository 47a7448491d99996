"""A unit's proposal for its budget of purchased services: what it asks for, what it may have, what it gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from catalog.models import Item
from core.models import Model, VisibleQuerySet
from core.money import MoneyField, positive
from procurement.beside import Beside, beside_items
from procurement.lifecycle import ProposalLifecycle, QuestionLifecycle
from procurement.models.budget import BudgetLine
from procurement.models.plan import PlanLine, PurchasePlan
from procurement.models.rounds import READERS, BudgetRound, end_of
from procurement.triggers import LineOfTheRow, PassedRounds
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor

FIRST, SECOND = ("draft", "returned"), ("figures", "revising")
"""While the requests, and while the draft budget, are on the unit's desk."""
FIGURES = ("requested", "figure", "draft", "approved")
"""What a row amounts to, from round to round."""

LEFT = {
    "requested": ("sent", "returned", "figures", "drafted", "revising", "approved"),
    "figure": ("figures", "drafted", "revising", "approved"),
    "draft": ("drafted", "revising", "approved"),
    "approved": ("approved",),
}
"""By figure the states in which both sides read it."""


class ProposalQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The unit's own; finance and audit of its government and above. What it asks for they read once it is sent
        (`is_readable`)."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(purchaser_id__in=actor.files_of)
        if actor.organisation_kind in READERS:
            seen |= Q(finance_id__in=actor.files_of) | Q(jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)

    def with_sums(self) -> Self:
        return self.annotate(**{f"{name}_sum": Sum(f"rows__{name}") for name in FIGURES})


class BudgetProposal(ProposalLifecycle):
    """One unit in one compilation. Its rows keep the figures of all four rounds."""

    round = models.ForeignKey(BudgetRound, models.PROTECT, related_name="proposals")
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="budget_proposals")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    """How often it has been saved: who saves an older one is told so."""
    sending = models.PositiveSmallIntegerField(default=0)
    """How often it has been sent to finance."""
    begun = models.PositiveSmallIntegerField(default=0)
    """The sending on which finance has begun to work."""
    requests_own = models.DateField(null=True, blank=True)
    drafts_own = models.DateField(null=True, blank=True)
    """Dates of this unit alone, where finance gave it more time."""
    remark = models.TextField(blank=True)
    """Why it was last returned."""
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    congress_on = models.DateField(_("passed by the people's congress on"), null=True, blank=True)
    """Of the budget of its level, which comes before that of each unit (Budget Law, art. 52)."""
    sent_at = models.DateTimeField(null=True, blank=True)
    figures_at = models.DateTimeField(null=True, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta(ProposalLifecycle.Meta):
        verbose_name = _("budget proposal")
        verbose_name_plural = _("budget proposals")
        ordering = ["purchaser__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["round", "purchaser"], name="budget_proposal_once"),
            models.CheckConstraint(
                condition=Q(state="approved", approved_on__isnull=False) & ~Q(document_number="")
                | ~Q(state="approved") & Q(approved_on__isnull=True, document_number=""),
                name="budget_proposal_approval",
            ),
        ]

    def __str__(self) -> str:
        values = {"year": self.round.year, "unit": self.purchaser}
        return gettext("Budget proposal %(year)s, %(unit)s") % values

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.round.requests_until

    def get_absolute_url(self) -> str:
        return reverse("procurement:budgetproposal-detail", args=[self.pk])

    def step_url(self, name: str) -> str:
        slug = name.replace("_", "-")
        return reverse(f"procurement:budgetproposal-{slug}", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"year": self.round.year}

    def set_parties(self, compilation: BudgetRound, purchaser: Organisation) -> None:
        self.round, self.purchaser = compilation, purchaser
        self.finance, self.jurisdiction = compilation.finance, purchaser.jurisdiction

    def place_for(self, actor: Actor) -> str:
        return self.jurisdiction.code

    def amount_at_stake(self) -> Decimal | None:
        return self.rows.aggregate(total=Sum("requested"))["total"]

    # Dates ------------------------------------------------------------------------------------------------------

    @property
    def requests_until(self) -> date:
        return self.requests_own or self.round.requests_until

    @property
    def drafts_until(self) -> date:
        return self.drafts_own or self.round.drafts_until

    @property
    def figures_until(self) -> date:
        """Control figures follow upon the requests: later for a unit that was given time beyond their day."""
        until, compiled = self.requests_until, self.round
        if until < compiled.figures_until:
            return compiled.figures_until
        return min(until + (compiled.figures_until - compiled.requests_until), self.drafts_until)

    @property
    def requests_due(self) -> datetime:
        return end_of(self.requests_until)

    @property
    def figures_due(self) -> datetime:
        return end_of(self.figures_until)

    @property
    def drafts_due(self) -> datetime:
        return end_of(self.drafts_until)

    @property
    def approval_due(self) -> datetime:
        return end_of(self.round.approval_until)

    @property
    def until(self) -> date | None:
        """The date that counts now for whoever has it on the desk; None once nothing is waited for."""
        if self.state in FIRST:
            return self.requests_until
        if self.state in SECOND:
            return self.drafts_until
        return {"sent": self.figures_until, "drafted": self.round.approval_until}.get(self.state)

    @property
    def has_own_date(self) -> bool:
        """Whether the date that counts now is this unit's alone."""
        own = {**dict.fromkeys(FIRST, self.requests_own), **dict.fromkeys(SECOND, self.drafts_own)}
        return own.get(self.state) is not None

    @property
    def draws_up_requests(self) -> bool:
        """Whether the unit is at what it asks for, not yet at its draft budget."""
        return self.state in FIRST

    def give_until(self, until: date, draft: date | None = None) -> None:
        """More time for what is on the unit's desk. `draft`: the unit's date for its draft budget, if it is told."""
        if self.draws_up_requests:
            self.give_requests_until(until, draft)
        else:
            self.drafts_own = until

    def give_requests_until(self, until: date, draft: date | None = None) -> None:
        """The date of the draft budget goes along where no time would be left before it."""
        if (later := self.draft_after(until, draft)) != self.drafts_until:
            self.drafts_own = later
        self.requests_own = until

    def draft_after(self, until: date, draft: date | None = None) -> date:
        """By when the draft budget is sent, once requests are due by that day: as told, else put off by as many days,
        at most to the day of the approval."""
        if draft is not None or until < self.drafts_until:
            return draft or self.drafts_until
        last = self.round.approval_until
        put_off = self.drafts_until + (min(until, last) - self.requests_until)
        return max(self.drafts_until, min(put_off, last))

    # What it says -------------------------------------------------------------------------------------------------

    def is_readable(self, actor: Actor) -> bool:
        """Whether the actor reads its rows: the unit always, others once they were sent up for the first time."""
        unsent = self.state in {self.State.DRAFT, self.State.CALLED_OFF}
        return actor.keeps_files_of(self.purchaser_id) or not unsent

    def has_left(self, name: str) -> bool:
        """Whether a figure has left the desk of the side that works on it."""
        return self.state in LEFT[name]

    def shows(self, name: str, actor: Actor) -> bool:
        """Whether the actor reads that figure: the side that works on it before the other."""
        if self.has_left(name):
            return True
        if name in {"requested", "draft"}:
            return actor.keeps_files_of(self.purchaser_id)
        return actor.keeps_files_of(self.finance_id)

    def row_ids(self) -> set[UUID]:
        return set(self.rows.values_list("pk", flat=True))

    def open_questions(self) -> QuerySet[BudgetQuestion]:
        asked = self.questions.filter(state="asked")
        return asked.select_related("proposal__purchaser", "proposal__jurisdiction", "proposal__round")

    def called_off_before(self) -> BudgetProposal | None:
        """What the unit had begun for the same year, before that compilation was called off."""
        rows = BudgetProposal.objects.filter(purchaser_id=self.purchaser_id, round__year=self.round.year)
        return rows.filter(state=self.State.CALLED_OFF).order_by("-round__called_off_at").first()

    def plan(self) -> PurchasePlan | None:
        """The unit's annual plan of that year, from which its rows may be taken."""
        return PurchasePlan.objects.filter(purchaser_id=self.purchaser_id, year=self.round.year).first()

    def beside(self, rows: Iterable[ProposalRow]) -> dict[str, Beside]:
        """Last results and the amount used, by the code of the catalogue item (A6.4)."""
        return beside_items(self.purchaser_id, {row.item.code for row in rows}, self.round.year)

    def taken_numbers(self, codes: Iterable[str]) -> set[str]:
        """Numbers of budget items that the unit's lines of that year's budget have already."""
        lines = self._lines(codes).exclude(state=BudgetLine.State.EXPECTED)
        return set(lines.values_list("code", flat=True))

    def expected_lines(self, codes: Iterable[str]) -> dict[str, BudgetLine]:
        """By their numbers, the unit's lines that were opened ahead and wait for that year's budget (B8.12)."""
        return {line.code: line for line in self._lines(codes).filter(state=BudgetLine.State.EXPECTED)}

    def lines_to_join(self) -> dict[UUID, list[BudgetLine]]:
        """By row, the unit's lines of that year for the same item and source that no row has: entered or imported
        before the approval came to it."""
        lines = BudgetLine.objects.filter(purchaser_id=self.purchaser_id, year=self.round.year)
        lines = lines.filter(state=BudgetLine.State.OPEN, proposal_row__isnull=True).order_by("code")
        found: dict[tuple[str, str], list[BudgetLine]] = defaultdict(list)
        for line in lines:
            found[line.category, line.source].append(line)
        return {row.pk: found[row.item.code, row.source] for row in self.rows.select_related("item")}

    def _lines(self, codes: Iterable[str]) -> QuerySet[BudgetLine]:
        rows = BudgetLine.objects.standing().filter(purchaser_id=self.purchaser_id, year=self.round.year)
        return rows.filter(code__in=list(codes))

    def year_is_closed(self) -> bool:
        closings = apps.get_model("procurement", "YearClosing").objects
        return closings.filter(finance_id=self.finance_id, year=self.round.year, state="closed").exists()


class RowQuerySet(VisibleQuerySet):
    def entered_by_approval(self) -> Self:
        """Those whose line the approval entered and which still stands as it did then."""
        open_still = {"line__state": BudgetLine.State.OPEN, "line__amount": F("approved")}
        by_document = {"line__approval_number": F("proposal__document_number")}
        rows = self.filter(proposal__state="approved", **open_still, **by_document)
        return rows.select_related("item", "line", "proposal__round").order_by("proposal", "position")


class ProposalRow(Model):
    """What is asked for one service, and what became of it: the database keeps each figure once its round has
    passed."""

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        CONTINUED = "continued", _("Continued")

    proposal = models.ForeignKey(BudgetProposal, models.PROTECT, related_name="rows")
    position = models.PositiveSmallIntegerField()
    plan_line = models.ForeignKey(PlanLine, models.SET_NULL, null=True, blank=True, related_name="+")
    """The project of the annual plan from which it was taken."""
    title = models.CharField(_("project name"), max_length=120)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("catalogue item"))
    source = models.CharField(_("source of funds"), max_length=12, choices=BudgetLine.Source.choices)
    kind = models.CharField(_("new or continued"), max_length=12, choices=Kind.choices)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    unit_price = MoneyField(_("unit price"))
    need = models.TextField(_("what it is needed for"))
    next = MoneyField(_("plan, one year on"), null=True, blank=True)
    after = MoneyField(_("plan, two years on"), null=True, blank=True)
    requested = MoneyField(_("requested"))
    figure = MoneyField(_("control figure"), null=True, blank=True)
    figure_reason = models.CharField(_("reason for the cut"), max_length=300, blank=True)
    seen = models.JSONField(null=True, blank=True)
    """The last result and the amount used, as finance acknowledged them (A6.4)."""
    draft = MoneyField(_("draft budget"), null=True, blank=True)
    approved = MoneyField(_("approved"), null=True, blank=True)
    approved_reason = models.CharField(_("reason for the cut"), max_length=300, blank=True)
    line = models.OneToOneField(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="proposal_row"
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a budget proposal")
        verbose_name_plural = _("rows of budget proposals")
        ordering = ["position"]
        triggers = [PassedRounds(), LineOfTheRow()]
        constraints = [
            positive("requested", name="proposal_row_requested"),
            positive("unit_price", name="proposal_row_unit_price"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="proposal_row_quantity"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True})
                    | Q(**{f"{name}__gte": 0, f"{name}__lte": F(ceiling)}),
                    name=f"proposal_row_{name}",
                )
                for name, ceiling in (("figure", "requested"), ("draft", "figure"), ("approved", "draft"))
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=True) | Q(figure=F("requested")) | ~Q(figure_reason=""),
                name="proposal_row_cut_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QuestionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may see the proposal: a question is asked about what was sent."""
        return self.filter(proposal__in=BudgetProposal.objects.visible_to(actor))


class BudgetQuestion(QuestionLifecycle):
    """What finance wants to know about a proposal or one of its rows, and what the unit answers."""

    proposal = models.ForeignKey(BudgetProposal, models.PROTECT, related_name="questions")
    row = models.ForeignKey(ProposalRow, models.SET_NULL, null=True, blank=True, related_name="questions")
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField()
    answer_text = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta(QuestionLifecycle.Meta):
        verbose_name = _("question about a budget")
        verbose_name_plural = _("questions about budgets")
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="withdrawn") & ~Q(withdrawn_because="")
                | ~Q(state="withdrawn") & Q(withdrawn_because=""),
                name="budget_question_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return gettext("Question: %(about)s") % {"about": self.row or self.proposal}

    @property
    def purchaser_id(self) -> UUID:
        return self.proposal.purchaser_id

    @property
    def finance_id(self) -> UUID:
        return self.proposal.finance_id

    def jurisdiction_code(self) -> str:
        return self.proposal.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.asked_at)

    def get_absolute_url(self) -> str:
        return f"{self.proposal.get_absolute_url()}#questions"
