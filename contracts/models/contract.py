"""The contract and its eight groups of terms."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from contracts import prefill
from contracts.lifecycle import ContractLifecycle
from contracts.lifecycle.conclusion import TERMS
from contracts.lifecycle.states import ContractState
from contracts.rules.payment import missing_months
from contracts.triggers import FixedTerms
from contracts.visibility import ContractQuerySet
from core.money import CENT, ZERO, MoneyField, in_words, positive
from procurement.models import Commitment, Project, first_with_room
from procurement.services import number_for
from sourcing.models import Award, Tender
from workflow.clock import legal_date
from workflow.events import canonical, plain
from workflow.totals import kept_totals

SERIES = "HT"
TEXT_FIELDS = (
    "title",
    "scope",
    "service",
    "quantity",
    "unit",
    "quality",
    "starts_on",
    "ends_on",
    "place",
    "amount",
    "advance_share",
    "payment_terms",
    "purchaser_duties",
    "provider_duties",
    "breach",
    "acceptance_terms",
    "disputes",
    "subcontracting",
    "deposit",
)
"""What the parties sign. The digest of the text covers these and the schedules."""


FIXED_TERMS = tuple(name for name in TERMS if name != "ends_on")
"""Once the draft is submitted only a supplement moves the end of the term."""


class EndGround(models.TextChoices):
    AGREED = "agreed", _("Agreed by both parties within the law")
    PUBLIC_INTEREST = "public_interest", _("Going on would harm the state's or the public interest")
    BREACH = "breach", _("Serious breach by the provider")
    TRANSFER = "transfer", _("The provider transferred the contract to another")
    CHALLENGE = "challenge", _("The award was found unlawful")
    FORCE_MAJEURE = "force_majeure", _("Force majeure")


class Contract(ContractLifecycle):
    """A written contract between purchaser and provider, made from tender and award."""

    amount_in = ("amount",)

    number = models.CharField(_("contract number"), max_length=60, unique=True)
    title = models.CharField(_("contract name"), max_length=200)
    award = models.ForeignKey(Award, models.PROTECT, related_name="contracts")
    tender = models.ForeignKey(Tender, models.PROTECT, related_name="contracts")
    project = models.ForeignKey(Project, models.PROTECT, related_name="contracts")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="contracts")
    purchaser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    authority = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    """The industry authority whose approval each payment needs (A7.8), where the contract names one."""
    jurisdiction = models.CharField(max_length=12, db_index=True)
    awarded_on = models.DateField(_("date of the award letter"))
    regime_on = models.DateField()
    """The day on which the procurement began: it decides which law applies (B0)."""

    amount = MoneyField(_("amount"))
    advance_share = models.DecimalField(_("agreed advance (%)"), max_digits=5, decimal_places=2, default=ZERO)
    deposit = MoneyField(_("performance deposit"), default=ZERO)

    # the eight groups (A4.5) with what B8.6 adds
    scope = models.TextField(_("scope of the service"), blank=True)
    service = models.TextField(_("subject"), blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=16, decimal_places=2, default=ZERO)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    quality = models.TextField(_("quality requirements"), blank=True)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    place = models.CharField(_("place and manner"), max_length=300, blank=True)
    payment_terms = models.TextField(_("payment terms"), blank=True)
    purchaser_duties = models.TextField(_("rights and duties of the purchaser"), blank=True)
    provider_duties = models.TextField(_("rights and duties of the provider"), blank=True)
    breach = models.TextField(_("liability for breach"), blank=True)
    acceptance_terms = models.TextField(_("acceptance"), blank=True)
    disputes = models.TextField(_("settlement of disputes"), blank=True)
    subcontracting = models.TextField(_("agreed subcontracting"), blank=True)
    subcontractor = models.CharField(_("subcontractor"), max_length=200, blank=True)
    long_term_grounds = models.JSONField(default=list)
    """Which of the conditions for a term beyond one year hold (B8.11)."""
    sme_provider = models.BooleanField(_("the provider is a small or medium enterprise"), default=False)
    payment_days = models.PositiveSmallIntegerField(_("days within which invoices are paid"), default=30)
    payee_name = models.CharField(_("account holder"), max_length=200, blank=True)
    payee_bank = models.CharField(_("bank"), max_length=200, blank=True)
    payee_account = models.CharField(_("account number"), max_length=40, blank=True)
    basis = models.JSONField(default=dict)
    """Subject, quantity, quality, amount and length as tendered and bid: what must not change (B8.1)."""

    text_digest = models.CharField(max_length=64, blank=True)
    purchaser_signed_at = models.DateTimeField(null=True, blank=True)
    provider_signed_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    drawn_up_by = models.UUIDField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    statutory_url = models.URLField(_("address of the statutory publication"), blank=True)
    withheld = models.TextField(_("passages withheld as secret"), blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filing_confirmed_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    rectify_by = models.DateTimeField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_ground = models.CharField(max_length=20, choices=EndGround.choices, blank=True)
    end_reason = models.TextField(blank=True)
    end_published_at = models.DateTimeField(null=True, blank=True)

    # running totals, kept by the triggers of the ledgers alone
    supplemented = MoneyField(_("supplements"), default=ZERO, editable=False)
    progress = models.DecimalField(
        _("verified progress (%)"), max_digits=6, decimal_places=2, default=ZERO, editable=False
    )
    agreed = MoneyField(_("approved for payment"), default=ZERO, editable=False)
    paid = MoneyField(_("paid"), default=ZERO, editable=False)

    objects = ContractQuerySet.as_manager()

    class Meta(ContractLifecycle.Meta):
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["-awarded_on", "number"]
        triggers = [
            *ContractLifecycle.Meta.triggers,
            kept_totals("supplemented", "progress", "agreed", "paid"),
            FixedTerms(
                "draft", "amount", "award", "finance", *FIXED_TERMS, parties=("purchaser", "provider")
            ),
        ]
        constraints = [
            positive("amount", name="contract_amount"),
            positive("deposit", zero=True, name="contract_deposit"),
            positive("supplemented", zero=True, name="contract_supplemented"),
            positive("agreed", zero=True, name="contract_agreed"),
            positive("paid", zero=True, name="contract_paid"),
            models.UniqueConstraint(
                fields=["award"], condition=~Q(state=ContractState.WITHDRAWN), name="contract_once_per_award"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="contract_term"),
            models.CheckConstraint(
                condition=Q(advance_share__gte=0, advance_share__lte=100), name="contract_advance"
            ),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=100), name="contract_progress"),
            # Government Procurement Law, art. 49: no regulation can allow more than a tenth
            models.CheckConstraint(
                condition=Q(amount__gte=F("supplemented") * 10), name="contract_supplements"
            ),
            models.CheckConstraint(condition=Q(deposit__lte=F("amount")), name="contract_deposit_small"),
            models.CheckConstraint(condition=Q(paid__lte=F("agreed")), name="contract_paid_within_agreed"),
            models.CheckConstraint(
                condition=Q(agreed__lte=F("amount") + F("supplemented")), name="contract_agreed_within_amount"
            ),
            # A7.8: cumulative payments within verified progress plus the agreed advance
            models.CheckConstraint(
                condition=Q(
                    agreed__lte=(F("amount") + F("supplemented"))
                    * (F("progress") + F("advance_share"))
                    / Decimal(100)
                ),
                name="contract_agreed_within_progress",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", args=[self.pk])

    def jurisdiction_code(self) -> str:
        return self.jurisdiction

    def regime_date(self) -> date:
        return self.regime_on

    def amount_at_stake(self) -> Decimal:
        return self.amount

    def let_see(self, organisation_id: UUID) -> None:
        self.project.let_see(organisation_id)

    def event_facts(self) -> dict[str, Any]:
        return {"number": self.number, "project": self.project.number}

    @property
    def born_in(self) -> dict[str, str] | None:
        return {"award": str(self.award_id)} if self.award_id else None

    @property
    def concluded_by(self) -> Organisation | None:
        """Who signed as the provider, where another one has taken its place since (Civil Code, art. 67)."""
        return self.award.provider if self.award.provider_id != self.provider_id else None

    @property
    def total(self) -> Decimal:
        """The amount with all supplements in force."""
        return self.amount + self.supplemented

    @property
    def total_in_words(self) -> str:
        return in_words(self.total)

    @property
    def letter_sent_at(self) -> datetime | None:
        """The letter of acceptance goes out as the award is announced; the period for signing counts from it."""
        return self.award.announced_at

    @property
    def payable_share(self) -> Decimal:
        """Verified progress plus the agreed advance, in percent, at most 100."""
        return min(Decimal(100), self.progress + self.advance_share)

    @property
    def payable_limit(self) -> Decimal:
        """What may have been paid in all by now (A7.8), rounded down to the cent."""
        return (self.total * self.payable_share / 100).quantize(CENT, rounding=ROUND_DOWN)

    @property
    def payable_now(self) -> Decimal:
        """What may still be approved at this progress."""
        return max(ZERO, self.payable_limit - self.agreed)

    @property
    def may_still_pay(self) -> bool:
        """Something is left to pay, and the contract wasn't ended before it came to that."""
        return self.paid < self.total and self.state not in {
            ContractState.TERMINATED,
            ContractState.WITHDRAWN,
        }

    @property
    def is_public_service(self) -> bool:
        """Third class of services: recipients take part in acceptance (B8.14, B20)."""
        return str(self.project.service_class) == "3"

    @property
    def unit_price(self) -> Decimal | None:
        """None where the amount isn't so many times a price in cents: no paper names one that doesn't add up."""
        if not self.quantity:
            return None
        price = (self.amount / self.quantity).quantize(CENT)
        return price if price * self.quantity == self.amount else None

    @cached_property
    def months(self) -> list[date]:
        """The first day of each month of the term."""
        first, last = self.starts_on.replace(day=1), self.ends_on
        found = []
        while first <= last:
            found.append(first)
            first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return found

    def who_owes_ledgers(self) -> UUID | None:
        """The provider, while a month of the term is over whose service ledger it hasn't handed in."""
        return self.provider_id if missing_months(self, legal_date()) else None

    def take_over(self, award: Award, today: date) -> None:
        """Parties, amount and the eight groups, from award, tender and project (B8.1)."""
        tender = award.tender
        project = tender.project
        self.award, self.tender, self.project = award, tender, project
        self.commitment = first_with_room(project)
        self.purchaser, self.provider, self.finance = tender.purchaser, award.provider, tender.finance
        self.jurisdiction = tender.jurisdiction_code()
        self.awarded_on, self.regime_on = legal_date(award.announced_at), tender.regime_date()
        self.number = number_for(SERIES, today.year)
        self.amount = award.amount
        for name, value in prefill.terms(award, today).items():
            setattr(self, name, value)
        self.basis = prefill.basis(self)

    def digest_of_text(self) -> str:
        """SHA-256 of what is signed: terms and schedules, in one fixed order."""
        text = {name: plain(getattr(self, name)) for name in TEXT_FIELDS}
        text["parties"] = [str(self.purchaser_id), str(self.provider_id)]
        text["plan"] = [row.as_text() for row in self.plan_rows.all()]
        text["milestones"] = [row.as_text() for row in self.milestones.all()]
        return hashlib.sha256(canonical(json.loads(json.dumps(text))).encode()).hexdigest()
