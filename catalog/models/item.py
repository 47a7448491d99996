"""The lines of a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.lifecycle import EditionLifecycle
from catalog.models.edition import Edition
from catalog.rules import RESIDUAL
from core.models import Model, VisibleQuerySet
from workflow.triggers import frozen_unless

if TYPE_CHECKING:
    from core.actor import Actor

State = EditionLifecycle.State


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages, as payloads of notices take it."""

    name: str
    name_en: str

    def __str__(self) -> str:
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name


class ItemQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(edition__in=Edition.objects.visible_to(actor))

    def selectable(self) -> Self:
        """What a project may be filed under: everything below the categories."""
        return self.filter(level__gte=2)


class Item(Model):
    """A line of the catalogue. Level 1 is a category, level 2 an item, level 3 finance's own detail."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="items")
    code = models.CharField(_("code"), max_length=16)
    level = models.PositiveSmallIntegerField(_("level"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    department = models.CharField(_("department in charge"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue item")
        verbose_name_plural = _("catalogue items")
        ordering = ["position"]
        triggers = frozen_unless("edition", State.DRAFT.value, State.HEARD.value)
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="item_code_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="item_level"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return str(self.in_both_languages)

    @property
    def in_both_languages(self) -> Named:
        """For notices: the name with its English beside it."""
        return Named(self.name, self.name_en)

    @property
    def is_residual(self) -> bool:
        """“Other services”: finance confirms each use."""
        return self.code == RESIDUAL
