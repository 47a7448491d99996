"""What was told to whom, by which ways it went, and what people want of it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.telling import kinds
from accounts.telling.kinds import Kind, Mode, Way
from core.models import Model, VisibleQuerySet
from workflow.clock import LegalNow
from workflow.models import Duty

if TYPE_CHECKING:
    from core.actor import Actor


class IsOneOf(Func):
    """Whether a key stands in an array of keys; unlike `contains` it lets the database go by the key's index."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    arity = 2
    output_field = models.BooleanField()


class OwnQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, whichever organisation one acts for."""
        return self.filter(person_id=actor.user_id) if actor.user_id else self.none()


class MessageQuerySet(OwnQuerySet):
    def unread(self) -> Self:
        """Neither opened nor done with: what was only about duties is over once they are met or another has them.

        That follows from the duties whenever it is read, and is never stored.
        """
        theirs = Q(user_id__isnull=True) | Q(user_id=OuterRef("person_id"))
        waiting = Duty.objects.open().filter(theirs, IsOneOf(F("pk"), OuterRef("duties")))
        return self.filter(Q(duties=[]) | Exists(waiting), read_at__isnull=True)


class Message(Model):
    """One thing told to one person. It stays in the portal, whichever further ways it takes."""

    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    """A path of this portal: the very step."""
    organisation_id = models.UUIDField(null=True, blank=True)
    """The unit as whose member they are told, where it is that of one unit."""
    duties = ArrayField(models.UUIDField(), default=list, blank=True)
    """What it is about, where that is nothing but duties."""
    until = models.DateTimeField(null=True, blank=True)
    """When the first of them is due: no quiet hours and no summary hold it back beyond."""
    made_at = models.DateTimeField(db_default=LegalNow())
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to a person")
        verbose_name_plural = _("messages to people")
        ordering = ["-made_at", "pk"]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="message_person"),
            models.Index(fields=["person"], name="message_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sort(self) -> Kind:
        return kinds.get(self.kind)

    @property
    def is_over(self) -> bool:
        """Opened meanwhile, or all done that it was about."""
        return not Message.objects.filter(pk=self.pk).unread().exists()


class Delivery(Model):
    """A message on its way to a person, by mail, SMS or WeCom."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery of a message", "On its way")
        SENT = "sent", pgettext_lazy("delivery of a message", "Sent")
        SPARED = "spared", pgettext_lazy("delivery of a message", "No longer needed")
        FAILED = "failed", pgettext_lazy("delivery of a message", "Could not be delivered")

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=10, choices=Way.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    due_at = models.DateTimeField(null=True, blank=True)
    """Held back until then, by quiet hours or for the summary."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=200, blank=True)
    """What the service that took it calls it."""
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery of a message")
        verbose_name_plural = _("deliveries of messages")
        constraints = [models.UniqueConstraint(fields=["message", "way"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.message}"


class Wish(Model):
    """That a person wants a kind of message by a way at another time than usual."""

    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=10, choices=Way.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish about messages")
        verbose_name_plural = _("wishes about messages")
        constraints = [models.UniqueConstraint(fields=["person", "kind", "way"], name="wish_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.way}: {self.mode}"


class Hours(Model):
    """When a person wants to be left alone, and when they want the summary."""

    person = models.OneToOneField("accounts.User", models.CASCADE, related_name="+")
    quiet_from = models.TimeField(_("Quiet from"), default=time(20))
    quiet_until = models.TimeField(pgettext_lazy("quiet hours", "Quiet until"), default=time(8))
    """The same time twice: never quiet."""
    days_off = models.BooleanField(_("Quiet on days off"), default=True)
    mail_too = models.BooleanField(_("Hold back mails too"), default=False)
    """Mail waits in its box and rings nobody, so it is not held back unless wanted."""
    summary_at = models.TimeField(_("Daily summary at"), default=time(8, 30))

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")

    def __str__(self) -> str:
        return f"{self.quiet_from:%H:%M}–{self.quiet_until:%H:%M}"


class Address(Model):
    """Where a person is reached by a way that rings. Nothing goes there before a code came back from it."""

    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    value = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=200, blank=True)
    """Of the code that was sent there last. It is asked for on the wall's time, like any one-time code."""
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    """On the day of the last one."""
    tries = models.PositiveSmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    """Why the service refused to deliver there last; empty once it has delivered again."""

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a person")
        verbose_name_plural = _("addresses of people")
        constraints = [models.UniqueConstraint(fields=["person", "way"], name="address_once")]

    def __str__(self) -> str:
        return self.value
