"""The base of every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models

if TYPE_CHECKING:
    from core.actor import Actor


class VisibleQuerySet(models.QuerySet):
    """A queryset that knows which of its rows an actor may see.

    Lists, pages, exports and the API all start from `visible_to`; what it leaves out does not exist
    for that actor (404). A model that forgets to say shows nothing.
    """

    def visible_to(self, actor: Actor) -> Self:
        return self.none()


class Model(models.Model):
    """Random primary key: it tells neither time nor number of rows."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
