"""A supplement to a contract, or a change of its clauses."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.lifecycle import SupplementLifecycle
from contracts.models.base import OfContract
from contracts.models.contract import Contract
from contracts.payees import proposed_in
from contracts.triggers import FixedTerms
from core.money import LARGEST, ZERO, MoneyField

AGREED = (
    *("contract", "number", "amount", "ends_on", "payee_name", "payee_bank", "payee_account"),
    *("clauses", "text", "grounds"),
)
"""What both heads sign: fixed once the first has signed."""


class Supplement(OfContract, SupplementLifecycle):
    """What both parties agreed to add, with the clauses it changes (AN-10)."""

    amount_in = ("amount",)

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = MoneyField(_("additional amount"), default=ZERO)
    ends_on = models.DateField(_("new end of the term"), null=True, blank=True)
    payee_name = models.CharField(_("account holder"), max_length=200, blank=True)
    payee_bank = models.CharField(_("bank"), max_length=200, blank=True)
    payee_account = models.CharField(_("account number"), max_length=40, blank=True)
    """Another account to which is paid from now on, where it agrees on one."""
    clauses = models.CharField(_("clauses changed"), max_length=200)
    text = models.TextField(_("text of the supplement"))
    grounds = models.TextField(_("why it is needed"))
    purchaser_signed_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta(SupplementLifecycle.Meta):
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")
        ordering = ["contract", "number"]
        triggers = [*SupplementLifecycle.Meta.triggers, FixedTerms("proposed", *AGREED)]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="supplement_number"),
            models.CheckConstraint(condition=Q(amount__gte=0, amount__lte=LARGEST), name="supplement_amount"),
            models.CheckConstraint(
                condition=Q(payee_name="", payee_bank="", payee_account="")
                | (~Q(payee_name="") & ~Q(payee_bank="") & ~Q(payee_account="")),
                name="supplement_account_whole",
            ),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=["proposed", "purchaser_signed"]) & ~Q(payee_account=""),
                name="supplement_one_account_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Supplement %(number)s to %(contract)s") % {
            "number": self.number,
            "contract": self.contract,
        }

    @property
    def account_tail(self) -> str:
        """Of a new account only its last four digits stand on pages."""
        payee = proposed_in(self)
        return payee.tail if payee else ""

    def amount_at_stake(self) -> Decimal:
        return self.amount

    def get_absolute_url(self) -> str:
        return reverse("contracts:supplement", args=[self.pk])
