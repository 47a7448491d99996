"""Rows beside a notice: what may be erased, and what becomes known later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Model
from disclosure.models.notice import Notice
from workflow.clock import LegalNow
from workflow.triggers import append_only


class PersonalValue(models.Model):
    """A personal value of a notice, erased when it is withheld. The frozen text holds `mark` in its place."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="personal_values")
    field = models.CharField(max_length=80)
    """The field of the payload; a cell of a table reads `experts.0.name`."""
    value = models.TextField()

    class Meta:
        verbose_name = _("personal value")
        verbose_name_plural = _("personal values")
        constraints = [models.UniqueConstraint(fields=["notice", "field"], name="personal_value_once")]

    def __str__(self) -> str:
        return self.field


class StatutoryPublication(Model):
    """Where and when a designated medium (Order 101) published the same notice: that date starts the periods."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="statutory_publications")
    medium = models.CharField(_("medium"), max_length=100, blank=True)
    url = models.URLField(_("address"), max_length=500)
    published_at = models.DateTimeField(_("published there on"))
    recorded_at = models.DateTimeField(db_default=LegalNow())
    event_id = models.UUIDField()

    class Meta:
        verbose_name = _("statutory publication")
        verbose_name_plural = _("statutory publications")
        ordering = ["published_at"]
        triggers = append_only()

    def __str__(self) -> str:
        return self.url
