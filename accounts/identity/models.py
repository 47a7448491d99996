"""Which identity at which service opens which account."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.identity.lifecycle import IdentityLifecycle
from accounts.policies import orders_unit
from core.models import VisibleQuerySet
from workflow.clock import LegalNow, legal_date

if TYPE_CHECKING:
    from core.actor import Actor

LINKED = Q(state=IdentityLifecycle.State.LINKED)


class IdentityQuerySet(VisibleQuerySet):
    def linked(self) -> Self:
        return self.filter(LINKED)

    def visible_to(self, actor: Actor) -> Self:
        """One's own; who orders a unit also sees those of its people."""
        if not actor.user_id:
            return self.none()
        seen = Q(user_id=actor.user_id)
        if orders_unit(actor):
            members = apps.get_model("accounts.Membership").objects.of_unit(actor).current()
            seen |= Q(user__in=members.values("user"))
        return self.filter(seen)


class Identity(IdentityLifecycle):
    """One that was cut stays on record; a new link is a new row."""

    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    """What names the person at the service for good."""
    shown_name = models.CharField(max_length=100, blank=True)
    """What the service calls them."""
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="identities")
    linked_at = models.DateTimeField(db_default=LegalNow())
    cut_at = models.DateTimeField(null=True, blank=True)

    objects = IdentityQuerySet.as_manager()

    class Meta(IdentityLifecycle.Meta):
        verbose_name = gettext_lazy("identity of a person")
        verbose_name_plural = gettext_lazy("identities of people")
        ordering = ["-linked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=LINKED, name="identity_opens_one"
            ),
            models.UniqueConstraint(fields=["issuer", "user"], condition=LINKED, name="identity_one_each"),
        ]

    def __str__(self) -> str:
        return gettext("Link of %(name)s with the identity service") % {"name": self.user.name}

    def is_of_unit(self, organisation_id: UUID | None) -> bool:
        return self.user.memberships.current().filter(organisation_id=organisation_id).exists()

    def jurisdiction_code(self) -> str:
        member = self.user.memberships.select_related("organisation__jurisdiction").first()
        return member.organisation.jurisdiction.code if member else ""

    def regime_date(self) -> date:
        return legal_date(self.linked_at)

    def get_absolute_url(self) -> str:
        return reverse("mfa_index")
