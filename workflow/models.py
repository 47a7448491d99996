"""Rows of the shared layer: duties, outbox, drafts, idempotency keys; and the read side of the event log.

Nothing here has a foreign key to a domain table, and the event log has none at all.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import phrases
from core.models import Model, VisibleQuerySet
from workflow import registry
from workflow.clock import LegalNow, legal_date
from workflow.triggers import append_only

if TYPE_CHECKING:
    from core.actor import Actor


class DutyQuerySet(VisibleQuerySet):
    def open(self) -> Self:
        return self.filter(met_at__isnull=True)

    def named(self, words: str) -> Self:
        """Those about what is called so in either language."""
        return self.filter(Q(title__icontains=words) | Q(title_en__icontains=words))

    def visible_to(self, actor: Actor) -> Self:
        """The duties of one's own section and those that no section has; all of the unit's for who leads or belongs
        to no section. What is one person's own, such as a seat on a panel, is for them alone."""
        if actor.organisation_id is None:
            return self.none()
        own = Q(personal=False) | Q(user_id=actor.user_id)
        found = self.filter(own, organisation_id=actor.organisation_id)
        return found if actor.sees_whole_unit else found.filter(_in_sight(actor))

    def for_actor(self, actor: Actor) -> Self:
        """What waits for this person: assigned to them, or open to a role that they hold in their section; and in the
        steps named what waits for a colleague in whose stead they act."""
        wanted = _waits_for(actor)
        for mandate in actor.mandates:
            theirs = _waits_for(mandate.principal) & _open_to(actor)
            wanted |= Q(step__in=mandate.steps, personal=False) & theirs
        return self.visible_to(actor).filter(wanted)

    def of_section(self, section_id: UUID | None) -> Self:
        return self.filter(section_id=section_id)


def _waits_for(actor: Actor) -> Q:
    roles = Q(role="") | Q(role__in=actor.roles)
    anyone = Q(user_id__isnull=True) & roles & _open_to(actor)
    return Q(user_id=actor.user_id) | (anyone & _near(actor))


def _open_to(actor: Actor) -> Q:
    """Not the second half of what the actor did the first half of."""
    return Q(not_for__isnull=True) | ~Q(not_for=actor.user_id)


def _near(actor: Actor) -> Q:
    """Duties of the actor's section and of the unit as a whole; of every section for who belongs to none."""
    return Q(section_id__isnull=True) | Q(section_id=actor.section_id) if actor.section_id else Q()


def _in_sight(actor: Actor) -> Q:
    """What is near, what is one's own, and what waits for a colleague in whose stead one acts."""
    seen = _near(actor) | Q(user_id=actor.user_id)
    for mandate in actor.mandates:
        seen |= Q(step__in=mandate.steps) & _waits_for(mandate.principal)
    return seen


class Duty(Model):
    """Something that an organisation must do, by when, and under which rule.

    "Overdue" is never stored: it follows from `due_at` and `legal_now()`.
    """

    class Stage(models.TextChoices):
        SOON = "soon", _("Falls due soon")
        LATE = "late", _("Overdue")

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=300)
    """What the subject was called when the duty arose, in Chinese: pages and mails show `about`."""
    title_en = models.CharField(max_length=300, blank=True)
    """The same in English; empty where it is no other text."""
    url = models.CharField(max_length=300)
    step = models.CharField(max_length=120)
    label = models.CharField(max_length=200)
    organisation_id = models.UUIDField()
    role = models.CharField(max_length=40, blank=True)
    section_id = models.UUIDField(null=True, blank=True)
    """The section that it landed with (see `workflow.duties`); None while it is the whole unit's."""
    user_id = models.UUIDField(null=True, blank=True)
    personal = models.BooleanField(default=False)
    """One person's own from the start, such as a seat on a panel: nobody else sees it, and it can't be handed on."""
    not_for = models.UUIDField(null=True, blank=True)
    """Who did the first half of what two people do, and so can't take it."""
    rule = models.CharField(max_length=60, blank=True)
    jurisdiction = models.CharField(max_length=12, blank=True)
    within = ArrayField(models.UUIDField(), default=list, blank=True)
    """Keys of its subject and of the subjects in which that lies."""
    regime_on = models.DateField(null=True, blank=True)
    """The day whose law fixes the period."""
    arose_at = models.DateTimeField()
    counts_from = models.DateTimeField(null=True, blank=True)
    """The moment from which the period counts; empty where there is none, or where a person set the due time."""
    due_at = models.DateTimeField(null=True, blank=True)
    first_due_at = models.DateTimeField(null=True, blank=True)
    """When it was due first, once a notice of holidays or a pause has moved it."""
    provisional = models.BooleanField(default=False)
    """True where the period runs into a year whose calendar is not yet published."""
    by_state = models.BooleanField(default=False)
    """True when it arose from resting in a state, and ends with leaving it."""
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.UUIDField(null=True, blank=True)
    """The event that met it."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When a person last urged it, and who (催办)."""
    reminded_by = models.UUIDField(null=True, blank=True)
    reminded_stage = models.CharField(max_length=8, blank=True, choices=Stage.choices)
    """How far the portal's own reminders have come, so that each is sent once."""

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["due_at", "arose_at"]
        indexes = [
            models.Index(fields=["subject_id"], name="duty_subject"),
            models.Index(
                fields=["organisation_id", "due_at"], name="duty_open", condition=Q(met_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "step", "rule", "organisation_id"],
                condition=Q(met_at__isnull=True),
                name="duty_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.title}"

    @property
    def about(self) -> str:
        """What the subject was called when the duty arose, in the reader's language."""
        return phrases.in_either(self.title, self.title_en)

    @property
    def what(self) -> str:
        """What is to be done, in the reader's language."""
        own = gettext(self.label)
        if own != self.label or (str(get_language()).startswith("en") and own != self.step):
            return own
        try:  # its words have changed since, or have a context of their own
            return str(registry.lifecycles.step(self.step).label)
        except LookupError:
            return own


class DueChange(Model):
    """Why and from when to when something became due at another time. The first date is never forgotten."""

    class Cause(models.TextChoices):
        CALENDAR = "calendar", pgettext_lazy("why something is due at another time", "notice of holidays")
        PAUSE = "pause", pgettext_lazy("why something is due at another time", "pause")
        CORRECTION = "correction", pgettext_lazy("why something is due at another time", "correction")

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="changes")
    subject_id = models.UUIDField()
    event_id = models.UUIDField()
    at = models.DateTimeField()
    cause = models.CharField(max_length=12, choices=Cause)
    about = models.CharField(max_length=200)
    """The notice or order, as it is cited."""
    url = models.CharField(max_length=300)
    before = models.DateTimeField()
    after = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a due date")
        verbose_name_plural = _("changes of due dates")
        ordering = ["at"]
        indexes = [models.Index(fields=["subject_id"], name="due_change_subject")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.about}: {self.duty}"


class OutboxRow(models.Model):
    """Something to be done after commit: mail, message, PDF, task. Delivered at least once, applied once."""

    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=LegalNow())
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    """Wall time of the next try after a failure."""
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("outbox row")
        verbose_name_plural = _("outbox rows")
        indexes = [models.Index(fields=["id"], name="outbox_open", condition=Q(done_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Draft(Model):
    """What has been typed into a step's form and not yet been submitted. Never used for bids."""

    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True, blank=True)
    """Null while the subject itself doesn't exist yet."""
    step = models.CharField(max_length=120)
    organisation_id = models.UUIDField()
    user_id = models.UUIDField(null=True, blank=True)
    user_name = models.CharField(max_length=100, blank=True)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=LegalNow())

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "step", "organisation_id"], name="draft_once", nulls_distinct=True
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} v{self.version}"


class IdempotencyKey(models.Model):
    """A key that a caller attached to an act, with the digest of the request and the event that answered it."""

    key = models.CharField(max_length=80)
    owner = models.CharField(max_length=80)
    """Whose key it is: keys of different accounts never meet."""
    digest = models.CharField(max_length=64)
    event_id = models.UUIDField()
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    created_at = models.DateTimeField(db_default=LegalNow())

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="idempotency_once")]

    def __str__(self) -> str:
        return self.key


class Event(models.Model):
    """One line of the event log, read only. `body` is the exact text that was hashed."""

    id = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()
    """Wall time of the database."""
    legal_at = models.DateTimeField()
    occurred_at = models.DateTimeField()
    subject_type = models.TextField()
    subject_id = models.UUIDField()
    step = models.TextField()
    from_state = models.TextField()
    to_state = models.TextField()
    outcome = models.TextField()
    """`done` or `refused`."""
    organisation_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    body = models.TextField()
    leaf = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_event"
        ordering = ["id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.step} {self.subject_id}"

    @cached_property
    def content(self) -> dict[str, Any]:
        """The body, parsed."""
        return json.loads(self.body)


class ChainLink(models.Model):
    """One link of the hash chain: `hash = SHA-256(previous hash ‖ leaf)`, in gap-free order."""

    seq = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "audit_link"
        ordering = ["seq"]
        verbose_name = _("link of the event chain")
        verbose_name_plural = _("links of the event chain")

    def __str__(self) -> str:
        return str(self.seq)


class ChainHead(models.Model):
    """A published head: where the chain stood at that time. It carries no count (rules.md 招标投标法 22)."""

    id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    published_at = models.DateTimeField()
    legal_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "audit_head"
        ordering = ["-id"]
        verbose_name = _("published head of the event chain")
        verbose_name_plural = _("published heads of the event chain")

    def __str__(self) -> str:
        return bytes(self.hash).hex()

    @property
    def legal_day(self) -> date:
        """The day under which it is listed."""
        return legal_date(self.legal_at)
