"""Why periods are paused, and for whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class PauseKind(models.TextChoices):
    OUTAGE = "outage", pgettext_lazy("pause", "Outage of the portal")
    MAJEURE = "majeure", pgettext_lazy("pause", "Force majeure")
    SUSPENSION = "suspension", pgettext_lazy("pause", "Order of suspension")


class Scope(models.TextChoices):
    ALL = "all", pgettext_lazy("pause", "Everything in this portal")
    PLACE = "place", pgettext_lazy("pause", "One area")
    SUBJECT = "subject", pgettext_lazy("pause", "One project or tender")
