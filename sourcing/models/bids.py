"""Sealed bids: uploads, submissions and receipts. Nobody but the bidder sees any of these rows."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import Model, VisibleQuerySet
from sourcing.kinds import BidKind
from sourcing.lifecycle.bids import BidLifecycle
from workflow.clock import legal_date
from workflow.triggers import append_only, lifecycle_triggers

if TYPE_CHECKING:
    from core.actor import Actor


def new_nonce() -> str:
    return secrets.token_hex(32)


def new_token() -> str:
    """128 random bits: an address that nobody guesses."""
    return secrets.token_hex(16)


class OwnQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The bidder's own people, before and after the opening. Nobody else, whatever their office."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        return self.filter(provider_id=actor.organisation_id)


class Upload(Model):
    """A sealed envelope on its way in. It counts for nothing until it is submitted."""

    token = models.CharField(max_length=32, unique=True, default=new_token)
    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    version = models.PositiveIntegerField()
    """The version that the envelope is bound to."""
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the whole envelope, once it is complete and its frame has been checked."""
    started_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload of a sealed bid")
        verbose_name_plural = _("uploads of sealed bids")
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_within_size"),
            models.CheckConstraint(condition=Q(digest="") | Q(received=F("size")), name="upload_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.received}/{self.size}"

    @property
    def is_whole(self) -> bool:
        return bool(self.digest)


class UploadChunk(Model):
    """One piece that is safely on disk."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="chunks")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("chunk of an upload")
        verbose_name_plural = _("chunks of an upload")
        ordering = ["offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="chunk_once")]

    def __str__(self) -> str:
        return f"{self.offset}+{self.size}"


class Bid(BidLifecycle):
    """One submission: a version of a bid, or its withdrawal. Rows are added, never changed; the last one counts."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="bids")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="bids")
    kind = models.CharField(max_length=12, choices=BidKind.choices)
    version = models.PositiveIntegerField()
    upload = models.OneToOneField(Upload, models.PROTECT, null=True, related_name="bid")
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    received_at = models.DateTimeField()
    nonce = models.CharField(max_length=64, default=new_nonce)
    """Opens the commitments in the event of this submission. The bidder has it in the receipt."""

    objects = OwnQuerySet.as_manager()

    class Meta(BidLifecycle.Meta):
        verbose_name = _("bid")
        verbose_name_plural = _("bids")
        triggers = [*lifecycle_triggers(), *append_only()]
        constraints = [
            models.UniqueConstraint(fields=["tender", "provider", "version"], name="bid_version_once"),
            models.CheckConstraint(
                condition=Q(kind=BidKind.BID, upload__isnull=False) & ~Q(digest="")
                | Q(kind=BidKind.WITHDRAWAL, upload__isnull=True, digest=""),
                name="bid_has_envelope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tender} v{self.version}"

    def jurisdiction_code(self) -> str:
        return self.tender.jurisdiction_code()

    def regime_date(self) -> date:
        return legal_date(self.tender.published_at)

    def get_absolute_url(self) -> str:
        return reverse("sourcing:bid", args=[self.tender_id])

    def event_nonce(self) -> str:
        return self.nonce


class Receipt(Model):
    """What the bidder was told: the exact text and the portal's signature under it."""

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=20, unique=True)
    """Random, so that numbers tell nothing about how many there are."""
    body = models.TextField()
    signature = models.BinaryField()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        triggers = append_only()

    def __str__(self) -> str:
        return self.number
