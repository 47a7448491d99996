"""Editions of the guidance catalogue and their items (政府购买服务指导性目录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Jurisdiction, Organisation
from catalog.lifecycle import EditionLifecycle
from catalog.rules import RESIDUAL
from core.models import Model, VisibleQuerySet
from workflow.triggers import frozen_unless

if TYPE_CHECKING:
    from core.actor import Actor


class EditionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What is published is for everybody; a draft is its finance department's own."""
        published = ~Q(state=EditionLifecycle.State.DRAFT)
        if actor.organisation_id is None:
            return self.filter(published)
        return self.filter(published | Q(publisher_id=actor.organisation_id))

    def in_force(self, on: date) -> Self:
        still = Q(effective_to__isnull=True) | Q(effective_to__gte=on)
        return self.exclude(state=EditionLifecycle.State.DRAFT).filter(still, effective_from__lte=on)


class Edition(EditionLifecycle):
    """One government's catalogue for a year, with the document that issued it."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="editions")
    publisher = models.ForeignKey(Organisation, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.CharField(_("document number"), max_length=80)
    issued_on = models.DateField(_("date of the document"))
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    """Last day in force; empty while nothing has replaced it."""
    consultation = models.TextField(_("opinions asked and answered"), blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta(EditionLifecycle.Meta):
        verbose_name = _("edition of the catalogue")
        verbose_name_plural = _("editions of the catalogue")
        ordering = ["-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="edition_period",
            ),
        ]

    def __str__(self) -> str:
        place = self.jurisdiction if self.jurisdiction_id else ""
        return gettext("Catalogue %(year)s, %(place)s") % {"year": self.year, "place": place}

    def jurisdiction_code(self) -> str:
        return self.jurisdiction.code

    def regime_date(self) -> date:
        return self.effective_from

    def get_absolute_url(self) -> str:
        return reverse("catalog:edition-detail", args=[self.pk])

    def event_facts(self) -> dict[str, Any]:
        return {"number": self.number, "year": self.year}

    def set_publisher(self, actor: Actor) -> None:
        self.publisher = Organisation.objects.get(pk=actor.organisation_id)
        self.jurisdiction = self.publisher.jurisdiction

    def has_items(self) -> bool:
        return self.items.filter(level__gte=2).exists()

    def former(self) -> Edition | None:
        """The published edition of the same government before this one."""
        before = Edition.objects.filter(
            jurisdiction=self.jurisdiction, effective_from__lt=self.effective_from
        )
        return before.exclude(state=self.State.DRAFT).order_by("-effective_from").first()

    def number_is_taken(self, number: str, publisher_id: Any) -> bool:
        return Edition.objects.filter(publisher_id=publisher_id, number=number).exclude(pk=self.pk).exists()


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
        triggers = frozen_unless("edition", EditionLifecycle.State.DRAFT.value)
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
