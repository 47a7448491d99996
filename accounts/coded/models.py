"""What waits for its code."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.telling.kinds import Way
from core.models import Model

WAYS = ((Way.MAIL.value, Way.MAIL.label), (Way.SMS.value, Way.SMS.label))


class Coded(Model):
    """Written without an account, and not yet shown to come from the address that is named. It counts for nothing.

    `SAID` names the texts that are emptied once the code has come: the row stays for a day, to count codes by it.
    """

    SAID: ClassVar[tuple[str, ...]] = ()

    way = models.CharField(max_length=8, choices=WAYS)
    address = models.CharField(max_length=254)
    code_digest = models.CharField(max_length=128)
    sent_at = models.DateTimeField()
    """By the clock on the wall, as are all codes."""
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.way} {self.sent_at:%Y-%m-%d}"


class Addressed(models.Model):
    """Where the answer to somebody without an account goes. Erased once it has been sent."""

    way = models.CharField(max_length=8, choices=WAYS, blank=True)
    address = models.CharField(_("where the answer goes"), max_length=254, blank=True)

    class Meta:
        abstract = True
