"""Who won."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core.models import Model, VisibleQuerySet
from core.money import MoneyField, positive
from documents.models import Paper
from sourcing.kinds import LETTER
from sourcing.models.opening import OpenedBid

if TYPE_CHECKING:
    from core.actor import Actor


class AwardQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The purchaser, finance and auditors; the winner once it has been announced."""
        if actor.is_system:
            return self
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(tender__purchaser_id__in=actor.files_of) | Q(tender__finance_id=actor.organisation_id)
        seen |= Q(provider_id__in=actor.files_of, announced_at__isnull=False)
        if actor.organisation_kind == OrganisationKind.AUDITOR:
            seen |= Q(tender__purchaser__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


class Award(Model):
    """The decision for one provider. The letter of acceptance goes out with the result notice."""

    tender = models.OneToOneField("sourcing.Tender", models.PROTECT, related_name="award")
    opened_bid = models.OneToOneField(OpenedBid, models.PROTECT, related_name="award")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    amount = MoneyField(_("amount"))
    total_score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    decided_at = models.DateTimeField()
    letter_number = models.CharField(max_length=40, unique=True)
    announced_at = models.DateTimeField(null=True)
    """When notice and letter went out: the thirty days for the contract count from here."""
    notice_id = models.UUIDField(null=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [positive("amount", name="award_amount")]

    def __str__(self) -> str:
        return f"{self.tender} · {self.provider}"

    @property
    def letter_cited(self) -> str:
        """The number that stands on the letter: of the purchaser's register, where it keeps one."""
        letters = Paper.objects.of(self.tender).filter(kind=LETTER, number__isnull=False)
        letter = letters.select_related("number").order_by("asked_at").last()
        return str(letter.number) if letter else self.letter_number
