"""What people keep for themselves in the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Model, VisibleQuerySet
from procurement.models import Project
from workflow.clock import LegalNow

if TYPE_CHECKING:
    from core.actor import Actor


class WatchQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()


class Watch(Model):
    """A person wants to see what becomes of a project. It gives no right and no duty."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=LegalNow())

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watched project")
        verbose_name_plural = _("watched projects")
        constraints = [models.UniqueConstraint(fields=["user", "project"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.project}"
