"""The books of a contract. Entries are added and never changed; their triggers keep the totals (A5.4, A7.8)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from contracts.models.schedules import FundYear, Milestone, PlanRow
from contracts.triggers import DrawnOn
from contracts.visibility import OfContractQuerySet
from core.models import Model
from core.money import LARGEST, ZERO, MoneyField
from procurement.models import Commitment
from procurement.triggers import OfAnOpenYear, PaidFromAnApprovedYear
from workflow.clock import LegalNow
from workflow.totals import RunningTotal, signed
from workflow.triggers import append_only


class Entry(Model):
    """One line of a book, with the event that wrote it."""

    event_id = models.UUIDField()
    entered_at = models.DateTimeField(db_default=LegalNow())

    objects = OfContractQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["entered_at"]


class ContractEntry(Entry):
    """Money of a commitment that is bound by a contract: the amount, a supplement, or what a termination frees.

    A contract of several years binds in each what its fund plan means for it. At a year's end what isn't paid leaves
    the old commitment and binds the next year's: two entries that cancel out.
    """

    class Kind(models.TextChoices):
        CONCLUDED = "concluded", _("Contract concluded")
        SUPPLEMENT = "supplement", _("Supplement")
        RELEASE = "release", _("Freed by termination")
        CARRIED = "carried", _("Reserved in the next year")
        REPLANNED = "replanned", _("Fund plan changed")

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="entries")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="contract_entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = MoneyField(_("amount"))
    supplement = MoneyField(_("of which supplement"), default=ZERO)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("entry of the contract ledger")
        verbose_name_plural = _("contract ledger")
        triggers = [
            *append_only(),
            OfAnOpenYear("commitment__line"),
            RunningTotal("commitment", "contracted", order=1),
            RunningTotal("contract", "supplemented", "supplement", order=2),
        ]
        constraints = [
            signed("amount", name="contract_entry_amount"),
            models.CheckConstraint(
                condition=Q(kind="supplement", supplement=models.F("amount"))
                | ~Q(kind="supplement") & Q(supplement=0),
                name="contract_entry_supplement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class ProgressEntry(Entry):
    """Points of the whole that a verification added to a milestone; negative where it corrects an earlier one."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="progress_entries")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="entries")
    report = models.ForeignKey("contracts.ProgressReport", models.PROTECT, related_name="entries")
    points = models.DecimalField(_("share of the whole (%)"), max_digits=5, decimal_places=2)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("entry of the progress ledger")
        verbose_name_plural = _("progress ledger")
        triggers = [
            *append_only(),
            RunningTotal("contract", "progress", "points", order=1),
            RunningTotal("milestone", "verified", "points", order=2),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=-100, points__lte=100) & ~Q(points=0), name="progress_entry_points"
            )
        ]

    def __str__(self) -> str:
        return f"{self.points}%"


class PaymentEntry(Entry):
    """Money approved for payment, paid, or taken back before it was paid."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="payment_entries")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="payment_entries", editable=False)
    """What the contract drew on that day; the database writes it."""
    payment = models.ForeignKey("contracts.Payment", models.PROTECT, related_name="entries")
    plan_row = models.ForeignKey(PlanRow, models.PROTECT, related_name="entries")
    fund_year = models.ForeignKey(FundYear, models.PROTECT, related_name="entries")
    agreed = MoneyField(_("approved"), default=ZERO)
    paid = MoneyField(_("paid"), default=ZERO)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name = _("entry of the payment ledger")
        verbose_name_plural = _("payment ledger")
        triggers = [
            *append_only(),
            DrawnOn(),
            OfAnOpenYear("commitment__line"),
            PaidFromAnApprovedYear("commitment__line", "paid"),
            RunningTotal("commitment", "paid", "paid", order=1),
            RunningTotal("contract", "agreed", "agreed", order=2),
            RunningTotal("contract", "paid", "paid", order=3),
            RunningTotal("plan_row", "agreed", "agreed", order=4),
            RunningTotal("fund_year", "agreed", "agreed", order=5),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed__gte=-LARGEST, agreed__lte=LARGEST, paid__gte=0, paid__lte=LARGEST)
                & (Q(agreed=0) & ~Q(paid=0) | ~Q(agreed=0) & Q(paid=0)),
                name="payment_entry_amounts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreed} / {self.paid}"
