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
GROUNDS = ("why_marketable", "why_providers", "why_public")
BENEFITS = ("benefit_function", "benefit_cost", "benefit_quality")
ASSESSED = (*GROUNDS, *BENEFITS)
KEPT = (*ASSESSED, "livelihood", "basic_service", "standard", "upper_code")
"""What stays with an item whose line in the list is written anew: it has a page, or a workbook, of its own."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages, as payloads of notices take it."""

    name: str
    name_en: str

    def __str__(self) -> str:
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name


class ItemQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(edition__in=Edition.objects.open_to(actor))

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
    why_marketable = models.TextField(_("why the market can provide it"), blank=True)
    why_providers = models.TextField(_("which providers there are"), blank=True)
    why_public = models.TextField(_("whom it benefits"), blank=True)
    benefit_function = models.TextField(_("how it helps to change what government does itself"), blank=True)
    benefit_cost = models.TextField(_("how it lowers the cost"), blank=True)
    benefit_quality = models.TextField(_("how it raises quality and the effect of the money"), blank=True)
    livelihood = models.BooleanField(_("closely related to people's livelihood"), default=False)
    basic_service = models.BooleanField(_("basic public service"), default=False)
    standard = models.CharField(_("national standard"), max_length=200, blank=True)
    upper_code = models.CharField(_("code in the catalogue above"), max_length=16, blank=True)
    """The item of the superior government's catalogue to which it corresponds (rule O102-12)."""
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
    def is_assessed(self) -> bool:
        """Whether all three grounds and all three benefits are written down (rules A3, A3.3)."""
        return all(getattr(self, name).strip() for name in ASSESSED)

    @property
    def lacks_its_standard(self) -> bool:
        return self.basic_service and not self.standard.strip()

    @property
    def is_residual(self) -> bool:
        """“Other services”: finance confirms each use."""
        return self.code == RESIDUAL
