"""What a contract lays down in rows: milestones, payment plan, annual funds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from contracts.triggers import FixedRows
from contracts.visibility import OfContractQuerySet
from core.models import Model
from core.money import ZERO, MoneyField, positive
from workflow.totals import kept_totals


class Milestone(Model):
    """A part of the service with its weight in the whole; what of it is verified is a running total."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("deliverable"), max_length=200)
    standard = models.TextField(_("quantity and standard"), blank=True)
    due_on = models.DateField(_("due on"))
    weight = models.DecimalField(_("share of the whole (%)"), max_digits=5, decimal_places=2)
    verified = models.DecimalField(max_digits=6, decimal_places=2, default=ZERO, editable=False)
    """Points of the whole that are verified, at most `weight`. Kept by the trigger of the progress ledger."""

    objects = OfContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["number"]
        triggers = [kept_totals("verified"), FixedRows("contract", "draft", "verified", "due_on")]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="milestone_number"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="milestone_weight"),
            models.CheckConstraint(
                condition=Q(verified__gte=0, verified__lte=F("weight")), name="milestone_verified"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def share_done(self) -> Decimal:
        """How much of this milestone is verified, in percent."""
        return (self.verified * 100 / self.weight).quantize(Decimal("0.1"))

    @property
    def is_done(self) -> bool:
        return self.verified >= self.weight

    def as_text(self) -> list[Any]:
        return [self.number, self.title, self.standard, self.due_on.isoformat(), str(self.weight)]


class Condition(models.TextChoices):
    """When a row of the payment plan falls due."""

    SIGNED = "signed", _("After signing (advance)")
    PROGRESS = "progress", _("With verified progress")
    MILESTONE = "milestone", _("When its milestone is verified")
    ACCEPTED = "accepted", _("After acceptance")


class PlanRow(Model):
    """One row of the payment plan (A4.6): a share of the amount and the condition on which it falls due."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="plan_rows")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("payment"), max_length=200)
    share = models.DecimalField(_("share (%)"), max_digits=5, decimal_places=2)
    amount = MoneyField(_("amount"))
    condition = models.CharField(_("due"), max_length=12, choices=Condition.choices)
    milestone = models.ForeignKey(Milestone, models.CASCADE, null=True, blank=True, related_name="plan_rows")
    agreed = MoneyField(default=ZERO, editable=False)
    """Approved for payment under this row. Kept by the trigger of the payment ledger."""

    objects = OfContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of the payment plan")
        verbose_name_plural = _("payment plan")
        ordering = ["number"]
        triggers = [kept_totals("agreed"), FixedRows("contract", "draft", "agreed")]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="plan_row_number"),
            positive("amount", name="plan_row_amount"),
            positive("agreed", zero=True, name="plan_row_agreed"),
            models.CheckConstraint(condition=Q(agreed__lte=F("amount")), name="plan_row_within"),
            models.CheckConstraint(
                condition=Q(condition=Condition.MILESTONE) | Q(milestone__isnull=True),
                name="plan_row_milestone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def open_amount(self) -> Decimal:
        return self.amount - self.agreed

    def as_text(self) -> list[Any]:
        milestone = self.milestone.number if self.milestone else None
        return [self.number, self.title, str(self.share), str(self.amount), self.condition, milestone]


class FundYear(Model):
    """The annual fund plan (资金年度使用计划, A7.8): how much of the contract a year's budget pays."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="fund_years")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = MoneyField(_("amount"))
    agreed = MoneyField(default=ZERO, editable=False)
    """Approved for payment in this year. Kept by the trigger of the payment ledger."""

    objects = OfContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of the fund plan")
        verbose_name_plural = _("annual fund plan")
        ordering = ["year"]
        triggers = [kept_totals("agreed")]
        constraints = [
            models.UniqueConstraint(fields=["contract", "year"], name="fund_year_once"),
            positive("amount", zero=True, name="fund_year_amount"),
            positive("agreed", zero=True, name="fund_year_agreed"),
            models.CheckConstraint(condition=Q(agreed__lte=F("amount")), name="fund_year_within"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def open_amount(self) -> Decimal:
        return self.amount - self.agreed
