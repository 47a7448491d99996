"""An evaluation of one contract, and what came of it."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind, Role
from core.models import VisibleQuerySet
from core.money import MoneyField
from evaluation import parameters, policies
from evaluation.kinds import Grade, Kind, Party
from evaluation.lifecycle import EvaluationLifecycle
from procurement.services import number_for
from workflow.clock import SHANGHAI
from workflow.triggers import only_corrected

if TYPE_CHECKING:
    from core.actor import Actor

SERIES = "JXPJ"


class EvaluationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who takes part in it; finance and audit of its jurisdiction. The public reads notices."""
        if actor.is_system:
            return self.all()
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        mine, files = actor.organisation_id, actor.files_of
        part = Q(purchaser__in=files) | Q(provider__in=files) | Q(evaluator=mine) | Q(organiser__in=files)
        if actor.organisation_kind in policies.WATCHING:
            part |= Q(purchaser__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(part)

    def with_parties(self) -> Self:
        return self.select_related(
            "project", "contract", "purchaser__jurisdiction", "provider", "evaluator", "organiser"
        )


class Stance(models.TextChoices):
    """What the provider says to the result."""

    ACCEPTS = "accepts", _("Accepts the result")
    OBJECTS = "objects", _("Objects to the result")
    SILENT = "silent", _("Didn't answer in time")


class BudgetAdvice(models.TextChoices):
    """What the result says to next year's budget (A6.4). It is advice: finance decides."""

    KEEP = "keep", _("Keep the budget")
    RAISE = "raise", _("Raise the budget")
    CUT = "cut", _("Cut the budget")
    STOP = "stop", _("Don't go on without finance's consent")
    NONE = "none", _("No project in the coming year")


class Evaluation(EvaluationLifecycle):
    """One evaluation. Its indicators, sheets and survey hang on it; `result` is frozen when they are combined."""

    amount_in = ("contract__amount",)

    number = models.CharField(_("evaluation number"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="evaluations")
    project = models.ForeignKey("procurement.Project", models.PROTECT, related_name="evaluations")
    purchaser = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    organiser = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    """The purchaser, or finance when it evaluates a key project itself (重点评价)."""
    evaluator = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    period_from = models.DateField(_("evaluated from"))
    period_to = models.DateField(_("evaluated to"))
    opened_on = models.DateField()

    engagement_number = models.CharField(_("number of the engagement contract"), max_length=60, blank=True)
    engagement_fee = MoneyField(_("fee"), null=True, blank=True)
    report_due_at = models.DateTimeField(null=True, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)

    combined_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    """The scorecard (`evaluation.scorecard`): every figure that will be published, amounts as text."""
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=12, choices=Grade.choices, blank=True)
    summary = models.TextField(_("conclusion"), max_length=1000, blank=True)
    problems = models.TextField(_("main problems"), max_length=2000, blank=True)
    rectification = models.TextField(_("what must be put right"), max_length=2000, blank=True)
    rectify_by = models.DateField(_("to be put right by"), null=True, blank=True)
    budget_advice = models.CharField(max_length=8, choices=BudgetAdvice.choices, blank=True)
    budget_note = models.CharField(max_length=500, blank=True)

    stance = models.CharField(max_length=8, choices=Stance.choices, blank=True)
    answer_text = models.TextField(max_length=3000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(max_length=3000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    notice_number = models.CharField(max_length=60, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta(EvaluationLifecycle.Meta):
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        triggers = [*EvaluationLifecycle.Meta.triggers, only_corrected(["published"], "rectify_by")]
        ordering = ["-opened_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(kind=Kind.FINAL), name="evaluation_one_final"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=models.F("period_from")), name="evaluation_period"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["combined", "answered", "published"])
                | (Q(total__isnull=False) & ~Q(grade="")),
                name="evaluation_combined_has_grade",
            ),
            models.CheckConstraint(
                condition=Q(state="published") | Q(published_at__isnull=True), name="evaluation_published_at"
            ),
        ]
        indexes = [
            models.Index(fields=["purchaser", "state"], name="evaluation_purchaser"),
            models.Index(fields=["provider", "state"], name="evaluation_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.project.title}"

    def get_absolute_url(self) -> str:
        return reverse("evaluation:evaluation-detail", args=[self.pk])

    @property
    def born_in(self) -> dict[str, str]:
        """What the address of its first step carries."""
        return {"contract": str(self.contract_id)}

    def jurisdiction_code(self) -> str:
        return self.purchaser.jurisdiction.code

    def regime_date(self) -> date:
        """Indicators, weights and thresholds are those in force when it was opened."""
        return self.opened_on

    def event_facts(self) -> dict[str, Any]:
        return {"number": self.number, "contract": str(self.contract_id)}

    def set_parties(self, contract: Any, actor: Actor) -> None:
        """Contract, project and the organisations around it; who opens it organises it."""
        self.contract, self.project = contract, contract.project
        self.purchaser, self.provider = contract.purchaser, contract.provider
        self.organiser_id = actor.organisation_id

    def take_number(self, year: int) -> None:
        """Numbered as it is opened, without gaps."""
        self.number = number_for(SERIES, year)

    def take_result(self, card: dict[str, Any]) -> None:
        """Keep the scorecard as it was worked out, with total and grade for lists."""
        self.result = card
        self.total, self.grade = Decimal(card["total"]), card["grade"]

    def forget_result(self) -> None:
        """Scoring goes on: what was combined no longer stands."""
        self.result, self.total, self.grade = {}, None, ""

    def forget_evaluator(self) -> None:
        """Back to the choice of a third party: what the last one handed in no longer counts."""
        self.evaluator = self.declared_at = self.report_due_at = self.engagement_fee = None
        self.engagement_number = ""

    @cached_property
    def survey(self) -> Any:
        """The survey that counts, or None."""
        return self.surveys.filter(set_aside_at__isnull=True).first()

    @property
    def least_shown(self) -> int:
        """Answers below which no figure is shown."""
        return parameters.least_shown(self)

    def may_read_paper(self, actor: Actor, paper: Any) -> bool:
        """Evidence of one party stays closed to the other until the scores are combined."""
        kind, _mark, party = paper.kind.partition(":")
        return kind != "evidence" or policies.sees_sheet(actor, self, party)

    @property
    def is_key(self) -> bool:
        """Led by finance (重点评价, A7.9)."""
        return self.organiser.kind == OrganisationKind.FINANCE

    @property
    def organiser_role(self) -> str:
        """Who of the organiser prepares it."""
        return Role.REVIEWER if self.is_key else Role.HANDLER

    @property
    def head_role(self) -> str:
        """Who of the organiser answers for it."""
        return Role.FINANCE_HEAD if self.is_key else Role.HEAD

    @property
    def is_final(self) -> bool:
        return self.kind == Kind.FINAL

    @property
    def is_combined(self) -> bool:
        return self.combined_at is not None

    @property
    def accepted_at(self) -> datetime | None:
        """When the service was accepted: the period for a final evaluation counts from it."""
        accepted = self.contract.accepted_on if self.is_final else None
        return datetime.combine(accepted, time.min, SHANGHAI) if accepted else None

    @property
    def unread_remarks(self) -> int:
        """What recipients wrote and the third party hasn't decided on."""
        return self.survey.remarks.filter(decision="pending").count() if self.survey else 0

    def who_reads_remarks(self) -> UUID | None:
        """The third party, from the combined score on, while a remark is left that stands before publication."""
        return self.evaluator_id if self.combined_at and self.unread_remarks else None

    def sheet(self, party: str) -> Any:
        """The sheet that counts: the party's last one of this round."""
        return self.sheets.filter(party=party, round=self.round).order_by("number").last()

    def criteria_of(self, party: str) -> list[Any]:
        """The indicators that a party scores."""
        return [c for c in self.criteria.all() if c.scored_by(party)]

    def unit_of(self, party: str) -> Organisation | None:
        """Who scores for that party; nobody in particular for those who receive the service."""
        return {Party.PURCHASER: self.purchaser, Party.THIRD_PARTY: self.evaluator}.get(Party(party))
