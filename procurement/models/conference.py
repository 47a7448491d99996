"""Joint conferences of the departments, their agenda, and the tasks that come of them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from accounts.roles import OrganisationKind, Role
from core.models import Model, VisibleQuerySet
from procurement.lifecycle import ConferenceLifecycle, TaskLifecycle
from workflow.clock import SHANGHAI, legal_date
from workflow.triggers import frozen_unless

if TYPE_CHECKING:
    from core.actor import Actor

SPEAKS = {
    OrganisationKind.REGULATOR: Role.REGULATOR,
    OrganisationKind.FINANCE: Role.FINANCE_HEAD,
    OrganisationKind.AUDITOR: Role.AUDITOR,
}
"""Who speaks for a unit, where that isn't its head."""
ABOVE = (OrganisationKind.FINANCE, OrganisationKind.AUDITOR)


class ConferenceQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who is invited; finance and audit of the area."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        invited = Invitation.objects.filter(organisation_id__in=actor.files_of)
        seen = Q(pk__in=invited.values("conference_id"))
        if actor.organisation_kind in ABOVE:
            seen |= Q(jurisdiction__code__in=actor.jurisdictions)
        return self.filter(seen)


class Conference(ConferenceLifecycle):
    """One meeting of the departments on the purchase of services."""

    finance = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """The finance department that convenes it."""
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    meets_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=120)
    minutes = models.TextField(_("minutes"), blank=True)
    """What was said; for a cancelled one, why."""
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = ConferenceQuerySet.as_manager()

    class Meta(ConferenceLifecycle.Meta):
        verbose_name = _("joint conference")
        verbose_name_plural = _("joint conferences")
        ordering = ["-meets_at"]

    def __str__(self) -> str:
        return self.title

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return legal_date(self.meets_at)

    def get_absolute_url(self) -> str:
        return reverse("procurement:conference-detail", args=[self.pk])

    def set_convener(self, actor: Actor) -> None:
        self.finance = Organisation.objects.select_related("jurisdiction").get(pk=actor.organisation_id)
        self.jurisdiction = self.finance.jurisdiction


class Invitation(Model):
    """A unit that takes part."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("unit invited")
        verbose_name_plural = _("units invited")
        ordering = ["organisation__sort_key"]
        triggers = frozen_unless("conference", "convened")
        constraints = [models.UniqueConstraint(fields=["conference", "organisation"], name="invitation_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class AgendaItem(Model):
    """What the conference deals with."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(_("topic"), max_length=200)

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        ordering = ["position"]
        triggers = frozen_unless("conference", "convened")

    def __str__(self) -> str:
        return self.topic


class TaskQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the conference; and the unit whose task it is."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        seen = Conference.objects.visible_to(actor)
        return self.filter(Q(conference__in=seen) | Q(organisation_id__in=actor.files_of))


class ConferenceTask(TaskLifecycle):
    """A decision of a conference, as the task of one unit."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="tasks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.CharField(_("decision"), max_length=500)
    due_at = models.DateTimeField()
    outcome = models.TextField(_("what was done"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta(TaskLifecycle.Meta):
        verbose_name = _("task of a conference")
        verbose_name_plural = _("tasks of conferences")
        ordering = ["due_at"]

    def __str__(self) -> str:
        return self.decision[:120]

    def jurisdiction_code(self) -> str:
        return self.conference.jurisdiction.code

    def regime_date(self) -> date:
        return self.conference.regime_date()

    def get_absolute_url(self) -> str:
        return f"{self.conference.get_absolute_url()}#tasks"

    @property
    def role(self) -> str:
        return SPEAKS.get(OrganisationKind(self.organisation.kind), Role.HEAD)

    def set_due(self, day: date) -> None:
        self.due_at = datetime.combine(day, time(23, 59, 59), SHANGHAI)

    def event_facts(self) -> dict[str, Any]:
        return {"due": self.due_at.isoformat()}
