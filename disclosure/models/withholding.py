"""Parts of notices that are no longer shown, and the decision of two people behind each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import VisibleQuerySet
from disclosure.lifecycle import WithholdingLifecycle
from disclosure.models.notice import Notice
from workflow.clock import legal_date
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class Basis(models.TextChoices):
    """Why something that was published is withheld."""

    PERSONAL = "personal", _("Personal information (Personal Information Protection Law, Art. 47)")
    STATE_SECRET = "state_secret", _("State secret (Regulations on Open Government Information, Art. 14)")
    TRADE_SECRET = (
        "trade_secret",
        _("Trade secret or privacy (Regulations on Open Government Information, Art. 15)"),
    )
    SAFETY = "safety", _("Public safety (Regulations on Open Government Information, Art. 14)")


class WithholdingQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own organisation's, and for finance those of the jurisdictions below."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        return self.filter(
            Q(organisation_id=actor.organisation_id) | Q(notice__jurisdiction__in=_overseen(actor))
        )


def _overseen(actor: Actor) -> frozenset[str]:
    return actor.jurisdictions if actor.organisation_kind in {"finance", "auditor"} else frozenset()


class Withholding(WithholdingLifecycle):
    """A proposal, and then a decision, to withhold fields of a notice. The notice itself stays."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="withholdings")
    field_names = ArrayField(models.CharField(max_length=80))
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices)
    explanation = models.CharField(_("explanation"), max_length=500)
    organisation_id = models.UUIDField()
    proposed_by = models.UUIDField()
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta(WithholdingLifecycle.Meta):
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                name="withholding_by_two",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice.shown_title} ({self.notice.number})"

    def get_absolute_url(self) -> str:
        return reverse("disclosure:withholding", args=[self.pk])

    def jurisdiction_code(self) -> str:
        return self.notice.jurisdiction

    def regime_date(self) -> date:
        return legal_date(self.notice.published_at)

    def event_facts(self) -> dict[str, Any]:
        return {"notice": self.notice.number}


class Withheld(models.Model):
    """The tombstone of one field: what every public output shows in its place."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="withheld")
    withholding = models.ForeignKey(Withholding, models.PROTECT, related_name="+")
    field = models.CharField(max_length=80)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    withheld_at = models.DateTimeField()
    event_id = models.UUIDField()
    """The decision."""

    class Meta:
        verbose_name = _("withheld field")
        verbose_name_plural = _("withheld fields")
        constraints = [models.UniqueConstraint(fields=["notice", "field"], name="withheld_once")]
        triggers = append_only()

    def __str__(self) -> str:
        return self.field
