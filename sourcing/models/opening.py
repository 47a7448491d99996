"""The opening: the officials' contributions, what was found in the envelopes, and the record of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core.models import Model, VisibleQuerySet
from core.money import LARGEST, MoneyField
from sourcing.models.bids import Bid
from sourcing.models.officials import TenderOfficial
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class Ceremony(Model):
    """One offer by the opener to open a tender: a one-time key that exists in its memory only."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="ceremonies")
    opener_key = models.BinaryField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("opening ceremony")
        verbose_name_plural = _("opening ceremonies")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["tender"], condition=Q(ended_at=None), name="ceremony_one_running"
            )
        ]

    def __str__(self) -> str:
        return str(self.tender)


class Contribution(Model):
    """One official's shares, sealed anew in their browser to the opener's one-time key."""

    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="contributions")
    official = models.ForeignKey(TenderOfficial, models.PROTECT, related_name="contributions")
    sealed = models.BinaryField()
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("contribution to an opening")
        verbose_name_plural = _("contributions to openings")
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["ceremony", "official"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.ceremony}: {self.official}"


class OpenedQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """After the opening: the purchaser, finance, the panel, auditors; of bidders each its own."""
        if actor.is_system:
            return self
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(tender__purchaser_id__in=actor.files_of) | Q(tender__finance_id=actor.organisation_id)
        seen |= Q(provider_id__in=actor.files_of) | Q(
            tender__seats__user_id=actor.user_id, tender__seats__state__in=["ready", "judged", "scored"]
        )
        if actor.organisation_kind == OrganisationKind.AUDITOR:
            seen |= Q(tender__purchaser__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(pk__in=self.model._base_manager.filter(seen).values("pk"))


class OpenedBid(Model):
    """What an envelope held. Written once, by the opener alone."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="opened_bids")
    bid = models.OneToOneField(Bid, models.PROTECT, related_name="opened")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="opened_bids")
    envelope_digest = models.CharField(max_length=64)
    fault = models.CharField(max_length=60, blank=True)
    """Why the envelope could not be read; empty when it could."""
    price = MoneyField(_("price"), null=True)
    price_form = models.JSONField(default=dict)
    opened_at = models.DateTimeField()

    objects = OpenedQuerySet.as_manager()

    class Meta:
        verbose_name = _("opened bid")
        verbose_name_plural = _("opened bids")
        ordering = ["provider__sort_key", "pk"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(fault="", price__isnull=False) | ~Q(fault=""), name="opened_with_price"
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0, price__lte=LARGEST),
                name="opened_price_finite",
            ),
        ]

    def __str__(self) -> str:
        return str(self.provider)


class OpenedFile(Model):
    """One file of an opened bid, kept under its digest."""

    opened_bid = models.ForeignKey(OpenedBid, models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of an opened bid")
        verbose_name_plural = _("files of opened bids")
        ordering = ["position"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["opened_bid", "position"], name="opened_file_position")
        ]

    def __str__(self) -> str:
        return self.name


class OpeningRecord(Model):
    """The record of an opening, in the exact text that its digest covers."""

    tender = models.OneToOneField("sourcing.Tender", models.PROTECT, related_name="opening_record")
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening record")
        verbose_name_plural = _("opening records")
        triggers = append_only()

    def __str__(self) -> str:
        return str(self.tender)
