"""Opening officials: their personal keys, who opens which tender, and the shares of its key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.roles import OrganisationKind
from core.models import Model, VisibleQuerySet
from sourcing.kinds import Seat
from sourcing.lifecycle.officials import OfficialKeyLifecycle
from workflow.clock import legal_date
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class OfficialKeyQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own. Others learn only that somebody is enrolled (`live`)."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def live(self) -> Self:
        return self.filter(state="live")

    def eligible_for(self, tender: Any) -> Self:
        """Live keys of the purchaser, of its finance department, and of supervisors and auditors at its level."""
        parties = Q(organisation_id__in=[tender.purchaser_id, tender.finance_id])
        above = Q(
            organisation__kind__in=[OrganisationKind.AUDITOR, OrganisationKind.REGULATOR],
            organisation__jurisdiction_id=tender.purchaser.jurisdiction_id,
        )
        return self.live().filter(parties | above).select_related("user", "organisation")


class OfficialKey(OfficialKeyLifecycle):
    """An official's personal key pair. The private half is wrapped under a passphrase that never leaves the browser."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seat = models.CharField(_("seat"), max_length=12, choices=Seat.choices)
    public_key = models.BinaryField()
    wrapped = models.JSONField()
    """Private half: Argon2id parameters and salt, nonce and secretbox, each base64 (docs/envelope.md)."""
    enrolled_at = models.DateTimeField()
    proved_at = models.DateTimeField()
    """When the official last showed that the passphrase is still known."""

    objects = OfficialKeyQuerySet.as_manager()

    class Meta(OfficialKeyLifecycle.Meta):
        verbose_name = _("key of an opening official")
        verbose_name_plural = _("keys of opening officials")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="live"), name="official_one_live_key")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_seat_display()}"

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date()

    def get_absolute_url(self) -> str:
        return reverse("sourcing:officials")


class TenderOfficial(Model):
    """One who may take part in opening one tender."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="officials")
    key = models.ForeignKey(OfficialKey, models.PROTECT, related_name="tenders")
    seat = models.CharField(_("seat"), max_length=12, choices=Seat.choices)

    class Meta:
        verbose_name = _("opening official of a tender")
        verbose_name_plural = _("opening officials of a tender")
        ordering = ["seat"]
        constraints = [models.UniqueConstraint(fields=["tender", "key"], name="tender_official_once")]

    def __str__(self) -> str:
        return f"{self.tender}: {self.key}"


class KeyShare(Model):
    """What one official holds for one pair: a random mask, or the tender's private key masked with it.

    Sealed to the official's public key. Each alone is noise; both together are the key.
    """

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="shares")
    holder = models.ForeignKey(TenderOfficial, models.PROTECT, related_name="shares")
    partner = models.ForeignKey(TenderOfficial, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("share of a tender's key")
        verbose_name_plural = _("shares of a tender's key")
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["holder", "partner"], name="share_once"),
            models.CheckConstraint(condition=~Q(holder=F("partner")), name="share_for_two"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} / {self.partner}"
