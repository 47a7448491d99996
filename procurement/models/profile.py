"""The register of purchasers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import VisibleQuerySet
from procurement.lifecycle import ProfileLifecycle
from procurement.models.parties import finance_of
from procurement.rules.purchasers import lawful
from workflow.clock import legal_date
from workflow.obstacles import Mend, Obstacle, stop

if TYPE_CHECKING:
    from core.actor import Actor


class ProfileQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; finance, audit and regulators those of their jurisdictions."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Q(organisation_id__in=actor.files_of)
        if actor.organisation_kind in {"finance", "auditor", "regulator"}:
            seen |= Q(organisation__jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


class PurchaserProfile(ProfileLifecycle):
    """What makes a unit a purchaser: its kind, and the marks that the kind demands (rules A1)."""

    class Kind(models.TextChoices):
        ADMINISTRATIVE = "PUR-1", _("Administrative organ")
        REFERENCE_UNIT = "PUR-2", _("Public institution managed by reference to the Civil Servant Law")
        MASS_ORGANISATION = "PUR-3", _("Mass organisation on administrative headcount and public funds")
        BY_REFERENCE = "PUR-REF", _("Party, CPPCC or democratic-party organ acting by reference")

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="purchaser_profile")
    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of purchaser"), max_length=10, choices=Kind.choices)
    civil_servant_law_managed = models.BooleanField(
        _("managed by reference to the Civil Servant Law"), default=False
    )
    has_admin_function = models.BooleanField(_("has functions of public administration"), default=False)
    admin_headcount = models.BooleanField(_("on administrative headcount"), default=False)
    fiscal_funded = models.BooleanField(_("paid for from the public budget"), default=False)
    reference_basis = models.CharField(_("basis on which the rules are followed"), max_length=300, blank=True)
    public_welfare_class_one = models.BooleanField(_("class I public-welfare institution"), default=False)
    internal_control = models.CharField(_("internal supervision rules"), max_length=300)
    """Title and number of the unit's internal supervision rules (A7.12)."""
    return_reason = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta(ProfileLifecycle.Meta):
        verbose_name = _("purchaser's registration")
        verbose_name_plural = _("purchasers' registrations")

    def __str__(self) -> str:
        return str(self.organisation)

    def jurisdiction_code(self) -> str:
        return self.organisation.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date()

    def get_absolute_url(self) -> str:
        return reverse("procurement:purchaserprofile-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"kind": self.kind}

    def set_organisation(self, actor: Actor) -> None:
        self.organisation = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.finance = finance_of(self.organisation)

    def exists_for(self, organisation_id: Any) -> bool:
        return PurchaserProfile.objects.filter(organisation_id=organisation_id).exists()


def obstacles_of_unit(organisation_id: Any, on: date) -> Iterator[Obstacle]:
    """Why a unit may not act as a purchaser on that day (PUR-1 … PUR-3)."""
    profile = PurchaserProfile.objects.filter(organisation_id=organisation_id).first()
    if profile is None:
        mend = Mend(reverse("procurement:purchaserprofile-register"), _("Register"))
        yield stop(_("Your unit is not registered as a purchaser yet."), "PUR-1", mend=mend)
    elif profile.state != PurchaserProfile.State.CONFIRMED:
        mend = Mend(profile.get_absolute_url(), _("See the registration"))
        text = _("Finance has not confirmed your unit as a purchaser yet.")
        yield stop(text, profile.kind, mend=mend)
    else:
        yield from lawful(vars(profile), on)
