"""A payment under a contract."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.lifecycle import PaymentLifecycle
from contracts.models.base import OfContract
from contracts.models.contract import Contract
from contracts.models.schedules import PlanRow
from contracts.payees import payee_of
from contracts.triggers import PaidToTheAccountInForce
from core.figures import amount_text
from core.money import MoneyField, in_words, positive
from workflow.clock import legal_date
from workflow.triggers import only_corrected


class Payment(OfContract, PaymentLifecycle):
    """One request of the provider under one row of the payment plan, and what became of it."""

    amount_in = ("amount",)

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="payments")
    number = models.PositiveSmallIntegerField(_("number"))
    plan_row = models.ForeignKey(PlanRow, models.PROTECT, related_name="payments")
    amount = MoneyField(_("amount"))
    invoice_number = models.CharField(_("invoice number"), max_length=40)
    invoiced_on = models.DateField(_("date of the invoice"))
    asked_at = models.DateTimeField()
    """When the purchaser first had the invoice: periods count from here, however often it is returned."""
    resubmitted_at = models.DateTimeField(null=True, blank=True)
    """When it last came back from the provider."""
    note = models.TextField(_("note of the provider"), blank=True)
    opinion = models.TextField(_("opinion of the purchaser"), blank=True)
    returned_reason = models.TextField(blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the fund plan"), null=True, blank=True)
    paid_by = models.UUIDField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    transfer_no = models.CharField(_("number of the transfer"), max_length=60, blank=True)
    payee_name = models.CharField(_("account holder"), max_length=200, blank=True)
    payee_bank = models.CharField(_("bank"), max_length=200, blank=True)
    payee_account = models.CharField(_("account number"), max_length=40, blank=True)
    """Where it went: written as it is paid, and the account in force then, by the database."""

    class Meta(PaymentLifecycle.Meta):
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        triggers = [
            *PaymentLifecycle.Meta.triggers,
            only_corrected(PaymentLifecycle.CHECKED, "invoice_number", "invoiced_on", "transfer_no"),
            PaidToTheAccountInForce(),
        ]
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="payment_number"),
            models.UniqueConstraint(
                fields=["contract", "invoice_number"],
                condition=~Q(state="withdrawn"),
                name="payment_invoice_once",
            ),
            positive("amount", name="payment_amount"),
            # A7.12: who approves did not verify, who reviews for finance does not pay
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(approved_by=F("verified_by")),
                name="payment_verified_and_approved",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(paid_by__isnull=True) | ~Q(paid_by=F("agreed_by")),
                name="payment_agreed_and_paid",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_by__isnull=False, paid_on__isnull=False),
                name="payment_paid",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Payment %(number)s under %(contract)s: %(amount)s yuan") % {
            "number": self.number,
            "contract": self.contract,
            "amount": amount_text(self.amount),
        }

    def get_absolute_url(self) -> str:
        return reverse("contracts:payment", args=[self.pk])

    def regime_date(self) -> date:
        """Payment periods follow the law of the day on which the invoice came."""
        return legal_date(self.asked_at)

    def amount_at_stake(self) -> Decimal:
        return self.amount

    def event_facts(self) -> dict[str, Any]:
        return {"contract": self.contract.number, "payment": self.number, "amount": str(self.amount)}

    @property
    def history_note(self) -> str:
        return gettext("payment %(number)s, %(amount)s yuan") % {
            "number": self.number,
            "amount": amount_text(self.amount),
        }

    @property
    def amount_in_words(self) -> str:
        return in_words(self.amount)

    def take_request(self, act: Any) -> None:
        """What the provider asks for."""
        act.assign("plan_row", "amount", "invoice_number", "invoiced_on", "note")
        self.forget_approvals()

    @property
    def last_asked_at(self) -> datetime | None:
        return self.resubmitted_at or self.asked_at

    def take_payee(self) -> None:
        """It goes to the account in force."""
        payee = payee_of(self.contract)
        self.payee_name, self.payee_bank, self.payee_account = payee.name, payee.bank, payee.account

    def forget_approvals(self) -> None:
        """Sent back: everybody looks at it anew."""
        self.verified_by = self.approved_by = self.agreed_by = None
        self.verified_at = self.approved_at = self.endorsed_at = self.agreed_at = None
        self.year = None
