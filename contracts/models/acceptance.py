"""The acceptance of a service and its result, item by item."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contracts.lifecycle import AcceptanceLifecycle
from contracts.models.base import OfContract
from contracts.models.contract import Contract
from core.models import Model, VisibleQuerySet
from workflow.clock import SHANGHAI
from workflow.triggers import frozen_unless, only_corrected

if TYPE_CHECKING:
    from core.actor import Actor


class Result(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("acceptance", "Accepted")
    PARTIAL = "partial", _("Accepted in part, to be put right")
    REJECTED = "rejected", _("Not accepted, to be put right")


class Acceptance(OfContract, AcceptanceLifecycle):
    """One round of acceptance (B8.13): who met, what they found, what they decided."""

    amount_in = ("contract__amount",)

    Result = Result

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="acceptances")
    round = models.PositiveSmallIntegerField(_("round"))
    meets_on = models.DateField(_("day of the acceptance"))
    place = models.CharField(_("place"), max_length=200)
    method = models.TextField(_("method"))
    examined_on = models.DateField(_("examined on"), null=True, blank=True)
    recipients_heard = models.PositiveIntegerField(_("recipients heard"), null=True, blank=True)
    recipients_satisfied = models.PositiveIntegerField(_("of whom satisfied"), null=True, blank=True)
    recipients_opinion = models.TextField(_("opinion of the service recipients"), blank=True)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices, blank=True)
    opinion = models.TextField(_("opinion of the group"), blank=True)
    rectification = models.TextField(_("to be put right"), blank=True)
    rectify_by = models.DateField(_("to be put right by"), null=True, blank=True)
    convened_by = models.UUIDField(null=True, blank=True)
    concluded_by = models.UUIDField(null=True, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta(AcceptanceLifecycle.Meta):
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        triggers = [
            *AcceptanceLifecycle.Meta.triggers,
            only_corrected(["concluded"], "recipients_heard", "recipients_satisfied"),
        ]
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "round"], name="acceptance_round"),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(state__in=["convened", "examined"]),
                name="acceptance_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded") | ~Q(result="") & Q(concluded_on__isnull=False),
                name="acceptance_concluded",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Acceptance of %(contract)s") % {"contract": self.contract}

    def get_absolute_url(self) -> str:
        return reverse("contracts:acceptance", args=[self.pk])

    @property
    def result_tone(self) -> str:
        """What is to be put right waits for somebody."""
        return "green" if self.result == Result.ACCEPTED else "amber"

    @property
    def convened_for(self) -> datetime:
        return datetime.combine(self.meets_on, time.max, tzinfo=SHANGHAI)

    def next_round(self) -> int:
        held = Acceptance._base_manager.filter(contract_id=self.contract_id)
        return (held.aggregate(last=models.Max("round"))["last"] or 0) + 1

    @property
    def hears_recipients(self) -> bool:
        return bool(self.recipients_opinion)


class OfAcceptanceQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who sees the acceptance sees its rows."""
        return self.filter(acceptance__in=Acceptance.objects.visible_to(actor))


class AcceptanceItem(Model):
    """One thing the contract asks for, and whether it was found so."""

    class Verdict(models.TextChoices):
        CONFORMS = "conforms", _("Conforms")
        PARTLY = "partly", _("Conforms in part")
        FAILS = "fails", _("Does not conform")

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("item"), max_length=300)
    standard = models.TextField(_("what the contract asks"), blank=True)
    found = models.TextField(_("what was found"), blank=True)
    verdict = models.CharField(_("judgement"), max_length=12, choices=Verdict.choices, blank=True)

    objects = OfAcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of acceptance")
        verbose_name_plural = _("items of acceptance")
        ordering = ["number"]
        triggers = frozen_unless("acceptance", "convened", "examined")
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "number"], name="acceptance_item_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AcceptanceMember(Model):
    """A member of the acceptance group. Members need no account: they sign on paper, the scan is attached."""

    class Capacity(models.TextChoices):
        PURCHASER = "purchaser", _("Purchaser's representative")
        EXPERT = "expert", _("Expert")
        RECIPIENT = "recipient", _("Service recipient")
        THIRD_PARTY = "third_party", _("Third-party body")
        BIDDER = "bidder", _("Other bidder")

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="members")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=100)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    capacity = models.CharField(_("takes part as"), max_length=12, choices=Capacity.choices)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    dissent = models.TextField(_("dissenting opinion"), blank=True)

    objects = OfAcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the acceptance group")
        verbose_name_plural = _("acceptance group")
        ordering = ["number"]
        triggers = frozen_unless("acceptance", "convened", "examined")
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "number"], name="acceptance_member_number")
        ]

    def __str__(self) -> str:
        return self.name
