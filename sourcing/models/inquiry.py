"""What a bidder was asked about its price, what it said, and how each member of the panel judged it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import Model, VisibleQuerySet
from sourcing.lifecycle.inquiry import InquiryLifecycle
from sourcing.models.opening import OpenedBid
from sourcing.models.panel import PanelSeat
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class InquiryQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may see the bid itself: of the bidders only the one that is asked."""
        return self.filter(opened_bid__in=OpenedBid.objects.visible_to(actor))


class PriceInquiry(InquiryLifecycle):
    """One bidder's abnormally low price, looked into once."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="inquiries")
    opened_bid = models.OneToOneField(OpenedBid, models.PROTECT, related_name="inquiry")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    question = models.TextField(_("what the panel asks"))
    answer_by = models.DateTimeField(_("to be answered by"))
    asked_at = models.DateTimeField()
    answer_text = models.TextField(_("the bidder's explanation"), blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = InquiryQuerySet.as_manager()

    class Meta(InquiryLifecycle.Meta):
        verbose_name = _("inquiry about a price")
        verbose_name_plural = _("inquiries about prices")
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return str(self.tender)

    def get_absolute_url(self) -> str:
        return reverse("sourcing:inquiry", args=[self.pk])

    def jurisdiction_code(self) -> str:
        return self.tender.jurisdiction_code()

    def regime_date(self) -> date:
        return self.tender.regime_date()

    def missing_votes(self) -> int:
        """How many of those who sit have not judged it."""
        sitting = PanelSeat._base_manager.filter(tender=self.tender_id).exclude(state="recused")
        return sitting.exclude(pk__in=self.votes.values("seat_id")).count()


class PriceVote(Model):
    """One member's judgement whether one price is credible."""

    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="price_votes")
    inquiry = models.ForeignKey(PriceInquiry, models.PROTECT, related_name="votes")
    credible = models.BooleanField()
    reason = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("judgement of a price")
        verbose_name_plural = _("judgements of prices")
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["seat", "inquiry"], name="price_vote_once")]

    def __str__(self) -> str:
        return f"{self.inquiry}: {self.credible}"
