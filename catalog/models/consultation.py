"""What was heard about the draft of a catalogue: from departments, at hearings and meetings, by letter."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.comments.models import Treatment
from accounts.models import Organisation
from accounts.roles import OrganisationKind, Role
from catalog.lifecycle import OpinionLifecycle
from catalog.models.edition import Edition
from core.models import Model, VisibleQuerySet
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class Stance(models.TextChoices):
    AGREES = "agrees", _("Agrees")
    REMARKS = "remarks", _("Agrees, with remarks")
    OBJECTS = "objects", _("Does not agree")


class OpinionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Who asks and who is asked; the public reads the summary."""
        if not actor.is_user or actor.organisation_id is None:
            return self.none()
        own = Q(edition__publisher_id=actor.organisation_id) | Q(department_id__in=actor.files_of)
        return self.filter(own)


class Opinion(OpinionLifecycle):
    """One department's word on one draft."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="opinions")
    department = models.ForeignKey(Organisation, models.PROTECT, related_name="catalogue_opinions")
    stance = models.CharField(_("opinion"), max_length=8, choices=Stance, blank=True)
    text = models.TextField(_("remarks"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    treatment = models.CharField(_("what became of it"), max_length=8, choices=Treatment, blank=True)
    treatment_text = models.TextField(_("explanation"), blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta(OpinionLifecycle.Meta):
        verbose_name = _("opinion of a department")
        verbose_name_plural = _("opinions of departments")
        ordering = ["department__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "department"],
                condition=Q(state__in=["asked", "answered"]),
                name="opinion_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "treated"]) | ~Q(stance=""), name="opinion_says_something"
            ),
        ]

    def __str__(self) -> str:
        values = {"department": self.department, "edition": self.edition}
        return gettext("%(edition)s: opinion of %(department)s") % values

    @property
    def publisher_id(self) -> UUID:
        return self.edition.publisher_id

    @property
    def answering_role(self) -> str:
        """Who speaks for a department of its kind."""
        of_regulators = self.department.kind == OrganisationKind.REGULATOR
        return Role.REGULATOR if of_regulators else Role.HEAD

    @property
    def answer_until_at(self) -> datetime | None:
        """Departments have the same days as the public."""
        return self.edition.comments_until

    def jurisdiction_code(self) -> str:
        return self.edition.jurisdiction_code()

    def regime_date(self) -> date:
        return self.edition.regime_date()

    def get_absolute_url(self) -> str:
        return reverse("catalog:opinion-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"edition": str(self.edition_id), "department": str(self.department_id)}


class HearingKind(models.TextChoices):
    HEARING = "hearing", _("Hearing")
    MEETING = "meeting", _("Meeting")
    LETTER = "letter", _("Letter")
    EXPERTS = "experts", _("Assessment by experts")


class Hearing(Model):
    """What was said outside of the portal: when, by whom, and what it came to."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="hearings")
    kind = models.CharField(_("kind"), max_length=8, choices=HearingKind)
    held_on = models.DateField(_("date"))
    participants = models.CharField(_("who was heard"), max_length=500)
    summary = models.TextField(_("summary"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("hearing, meeting or letter")
        verbose_name_plural = _("hearings, meetings and letters")
        ordering = ["held_on", "position"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"
