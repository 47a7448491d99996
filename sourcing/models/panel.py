"""The evaluation panel: how it was drawn, who sits, what each member judged, and what came out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from core.models import Model, VisibleQuerySet
from core.money import MoneyField
from sourcing.kinds import PanelRole
from sourcing.lifecycle.panel import SeatLifecycle
from sourcing.models.bids import new_nonce
from sourcing.models.opening import OpenedBid
from sourcing.models.tender import Criterion
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor
    from sourcing.models.inquiry import PriceInquiry


class Draw(Model):
    """One drawing of experts, kept so that it can be done again by anyone entitled (docs/envelope.md)."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    pool = models.JSONField()
    """Identifiers of those eligible, sorted."""
    order = models.JSONField()
    """The same identifiers in the order drawn: the first sit, the next are alternates."""
    drawn_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draw of experts")
        verbose_name_plural = _("draws of experts")
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="draw_number")]

    def __str__(self) -> str:
        return f"{self.tender} #{self.number}"


class SeatQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The member. Names stay secret until the result is announced (Order 87, article 47)."""
        if actor.is_system:
            return self
        if not actor.is_user:
            return self.none()
        announced = Q(tender__announced_at__isnull=False, tender__purchaser_id__in=actor.files_of)
        return self.filter(Q(user_id=actor.user_id) | announced)

    def sitting(self) -> Self:
        return self.exclude(state="recused")


class PanelSeat(SeatLifecycle):
    """One member of the evaluation panel."""

    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=16, choices=PanelRole.choices)
    is_chair = models.BooleanField(default=False)
    appointed_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    scored_at = models.DateTimeField(null=True)
    recused_at = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=64, default=new_nonce)
    """Opens the commitments in this seat's events once the names are public."""

    objects = SeatQuerySet.as_manager()

    class Meta(SeatLifecycle.Meta):
        verbose_name = _("seat on a panel")
        verbose_name_plural = _("seats on a panel")
        constraints = [
            models.UniqueConstraint(fields=["tender", "user"], name="seat_once"),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(role=PanelRole.EXPERT),
                name="seat_representative_never_chairs",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tender)

    def jurisdiction_code(self) -> str:
        return self.tender.jurisdiction_code()

    def regime_date(self) -> date:
        return self.tender.regime_date()

    def get_absolute_url(self) -> str:
        return reverse("sourcing:seat", args=[self.pk])

    def inquiries_to_judge(self) -> models.QuerySet[PriceInquiry]:
        """Prices on which the panel hasn't decided and this member hasn't judged."""
        open_ones = self.tender.inquiries.exclude(state="closed")
        return open_ones.exclude(votes__seat=self).select_related("provider")

    @property
    def no_price_to_judge(self) -> bool:
        return not self.inquiries_to_judge().exists()

    def event_nonce(self) -> str:
        return self.nonce


class ConformityVote(Model):
    """One member's judgement whether one bid answers all substantive requirements."""

    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="votes")
    opened_bid = models.ForeignKey(OpenedBid, models.PROTECT, related_name="votes")
    conforms = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("conformity vote")
        verbose_name_plural = _("conformity votes")
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["seat", "opened_bid"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.opened_bid}: {self.conforms}"


class Score(Model):
    """One member's points for one bid on one criterion."""

    seat = models.ForeignKey(PanelSeat, models.PROTECT, related_name="scores")
    opened_bid = models.ForeignKey(OpenedBid, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["seat", "opened_bid", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(points__gte=0) & Q(points__lte=100), name="score_range"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class Assessment(Model):
    """What became of one opened bid: eligibility, conformity, low price review, points and rank."""

    opened_bid = models.OneToOneField(OpenedBid, models.PROTECT, related_name="assessment")
    tender = models.ForeignKey("sourcing.Tender", models.PROTECT, related_name="assessments")
    eligible = models.BooleanField(null=True)
    eligibility_reason = models.CharField(max_length=500, blank=True)
    credit_checked_at = models.DateTimeField(null=True)
    credit_clean = models.BooleanField(null=True)
    conforms = models.BooleanField(null=True)
    conformity_reason = models.CharField(max_length=1000, blank=True)
    low_price_rules = models.JSONField(default=list)
    low_price_explanation = models.TextField(blank=True)
    low_price_accepted = models.BooleanField(null=True)
    adjusted_price = MoneyField(null=True)
    price_score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    price_points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    other_points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = [models.F("rank").asc(nulls_last=True), "opened_bid"]

    def __str__(self) -> str:
        return str(self.opened_bid)

    @property
    def is_valid(self) -> bool:
        """Not ruled out by any of the checks made so far."""
        return False not in {self.eligible, self.conforms, self.low_price_accepted}
