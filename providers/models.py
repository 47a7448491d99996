"""Providers, their evidence, and the grades that they earned."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, Reform
from accounts.roles import OrganisationKind
from core.dates import end_of, span
from core.models import Model, VisibleQuerySet
from providers.kinds import Authority, Condition, InstitutionClass, ProviderKind
from providers.lifecycle import ProviderLifecycle
from workflow.clock import legal_date
from workflow.triggers import append_only, only_corrected

if TYPE_CHECKING:
    from core.actor import Actor

SUPERVISORS = {OrganisationKind.REGULATOR, OrganisationKind.FINANCE, OrganisationKind.AUDITOR}
EXPIRED, EXPIRED_LABEL = "expired", pgettext_lazy("registration", "Expired")
"""What a registration is whose term is over. No state: it comes with the day."""


def has_run_out(valid_until: date | None, day: date) -> bool:
    """The last day counts in full; no end never comes."""
    return valid_until is not None and valid_until < day


class ProviderQuerySet(VisibleQuerySet):
    def running_out(self, before: date) -> Self:
        """On the register, with an end up to that day, and not called on to renew yet."""
        near = self.filter(state=Provider.State.APPROVED, valid_until__lte=before)
        return near.filter(renewal_called_at=None, renewal_asked_at=None)

    def visible_to(self, actor: Actor) -> Self:
        """Its own people, and the authorities that register, finance or audit. All others read the public register."""
        if actor.is_system:
            return self
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        if actor.organisation_kind in SUPERVISORS:
            return self.filter(organisation__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(organisation_id__in=actor.files_of)


class Provider(ProviderLifecycle):
    """An organisation on (or on its way to) the register of providers."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="provider")
    kind = models.CharField(_("kind"), max_length=8, choices=ProviderKind.choices)
    institution_class = models.CharField(
        _("class of public institution"), max_length=2, choices=InstitutionClass.choices, blank=True
    )
    authority = models.CharField(_("registration authority"), max_length=20, choices=Authority.choices)
    registration_number = models.CharField(_("registration number"), max_length=40)
    registered_on = models.DateField(_("registered on"))
    legal_representative = models.CharField(_("legal representative"), max_length=60)
    fields_of_service = models.TextField(_("fields of service"), max_length=1000)
    regulator = models.ForeignKey(
        Organisation, models.PROTECT, related_name="regulated", verbose_name=_("regulator")
    )
    declared_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    basis = models.CharField(_("basis of the decision"), max_length=300, blank=True)
    remark = models.TextField(blank=True)
    """Why it was returned or suspended, or its renewal refused."""
    renewal_called_at = models.DateTimeField(null=True, editable=False)
    """When the provider was called on to apply, as the end came near."""
    renewal_asked_at = models.DateTimeField(null=True, editable=False)
    """Since when an application for renewal waits for its decision."""

    objects = ProviderQuerySet.as_manager()

    class Meta(ProviderLifecycle.Meta):
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        triggers = [
            *ProviderLifecycle.Meta.triggers,
            only_corrected(["approved", "suspended"], "registration_number", "registered_on"),
            only_corrected(["approved", "suspended"], "valid_until", step="renew"),
        ]
        ordering = ["organisation__sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ProviderKind.INSTITUTION) | Q(institution_class=""),
                name="provider_class_of_institutions",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False), name="provider_approved_at"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        """The law of the day: a standing on the register is judged by what is in force now."""
        return legal_date()

    def get_absolute_url(self) -> str:
        return reverse("providers:provider", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"kind": self.kind}

    def is_valid_on(self, day: date) -> bool:
        """Approved, and the approval has not run out."""
        return self.state == self.State.APPROVED and not has_run_out(self.valid_until, day)

    def has_run_out_on(self, day: date) -> bool:
        """Still approved by its state, but its term is over: renewed, it goes on."""
        return self.state == self.State.APPROVED and has_run_out(self.valid_until, day)

    def standing_on(self, day: date) -> str:
        """Its state, or `EXPIRED`: how it stands towards everybody on that day."""
        return EXPIRED if self.has_run_out_on(day) else self.state

    def shown_standing(self, day: date | None = None) -> str:
        """The same in a word."""
        expired = self.has_run_out_on(day or legal_date())
        return str(EXPIRED_LABEL) if expired else self.get_state_display()

    def merger(self) -> Reform | None:
        """The change by which it became part of another provider."""
        if self.state != self.State.MERGED:
            return None
        done = Reform.objects.filter(organisation=self.organisation_id, kind="merge", state="in_force")
        return done.select_related("keeper").first()

    @property
    def ends_at(self) -> datetime | None:
        """The end of the last day of its term."""
        if self.valid_until is None:
            return None
        return end_of(self.valid_until)

    @property
    def renewal_is_not_asked(self) -> bool:
        return self.renewal_asked_at is None

    @property
    def renewal_is_not_to_be_asked(self) -> bool:
        """It waits for a decision already, or has no end."""
        return self.renewal_asked_at is not None or self.valid_until is None


class Evidence(Model):
    """Proof of one condition, with the time for which it holds. The files are attached to the provider."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="evidence")
    condition = models.CharField(max_length=8, choices=Condition.choices)
    valid_until = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["condition", "-added_at"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.provider} · {self.get_condition_display()}"


class PerformanceRecord(Model):
    """The published result of one evaluation, pushed down by the app that made it. Never changed."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="performance")
    project_id = models.UUIDField()
    project_title = models.CharField(max_length=200)
    purchaser_name = models.CharField(max_length=200)
    period = models.CharField(max_length=60)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=20)
    notice_id = models.UUIDField(null=True)
    """The public notice of the result."""
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("performance record")
        verbose_name_plural = _("performance records")
        ordering = ["-recorded_at"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=100), name="performance_score"),
            models.UniqueConstraint(fields=["provider", "project_id", "period"], name="performance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.score}"

    @property
    def shown_period(self) -> str:
        """The period as people write it; it is recorded in figures."""
        try:
            return span(*map(date.fromisoformat, self.period.split(" – ")))
        except (ValueError, TypeError):
            return self.period
