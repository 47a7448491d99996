"""Who handed what over to whom, with which words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.deputies.policies import HEADS
from accounts.handover.lifecycle import HandOverLifecycle
from core.models import Model, VisibleQuerySet
from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor


class HandOverQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The two of them, and the head of their unit."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        own = self.filter(organisation_id=actor.organisation_id)
        if actor.has_role(*HEADS):
            return own
        return own.filter(Q(giver__user_id=actor.user_id) | Q(taker__user_id=actor.user_id))


class HandOver(HandOverLifecycle):
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    giver = models.ForeignKey(
        "accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("hands over")
    )
    taker = models.ForeignKey(
        "accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("takes over")
    )
    note = models.TextField(_("note"), max_length=2000)
    made_at = models.DateTimeField()

    objects = HandOverQuerySet.as_manager()

    class Meta(HandOverLifecycle.Meta):
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_to_another")]

    def __str__(self) -> str:
        names = {"giver": self.giver.user.name, "taker": self.taker.user.name}
        return gettext("%(giver)s to %(taker)s") % names

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date(self.made_at)

    def get_absolute_url(self) -> str:
        return reverse("accounts:handover", args=[self.pk])


class HandedDuty(Model):
    """A line of a hand-over."""

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="lines")
    duty = models.ForeignKey("workflow.Duty", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("duty handed over")
        verbose_name_plural = _("duties handed over")
        constraints = [models.UniqueConstraint(fields=["hand_over", "duty"], name="handed_duty_once")]

    def __str__(self) -> str:
        return str(self.duty)
