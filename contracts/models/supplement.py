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
from core.money import LARGEST, ZERO, MoneyField


class Supplement(OfContract, SupplementLifecycle):
    """What both parties agreed to add, with the clauses it changes (AN-10)."""

    amount_in = ("amount",)

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = MoneyField(_("additional amount"), default=ZERO)
    ends_on = models.DateField(_("new end of the term"), null=True, blank=True)
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
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="supplement_number"),
            models.CheckConstraint(condition=Q(amount__gte=0, amount__lte=LARGEST), name="supplement_amount"),
        ]

    def __str__(self) -> str:
        return gettext("Supplement %(number)s to %(contract)s") % {
            "number": self.number,
            "contract": self.contract,
        }

    def amount_at_stake(self) -> Decimal:
        return self.amount

    def get_absolute_url(self) -> str:
        return reverse("contracts:supplement", args=[self.pk])
