"""What can be rebuilt from the notices at any time: search, the choices of filters; and the numbers given out."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosure.models.notice import Notice


class NoticeSearch(models.Model):
    """The search vector of a notice, and the plain text for what vectors can't find (one character)."""

    notice = models.OneToOneField(Notice, models.CASCADE, primary_key=True, related_name="search")
    vector = SearchVectorField()
    text = models.TextField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [GinIndex(fields=["vector"], name="notice_search")]

    def __str__(self) -> str:
        return str(self.notice_id)


class Facet(models.Model):
    """One choice of a filter of the public list, e.g. a purchaser that has published."""

    class Dimension(models.TextChoices):
        KIND = "kind", _("Kind")
        JURISDICTION = "jurisdiction", _("Jurisdiction")
        YEAR = "year", _("Year")
        CATEGORY = "category", _("Catalogue item")
        PURCHASER = "purchaser", _("Purchaser")

    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    value = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("choice of a filter")
        verbose_name_plural = _("choices of filters")
        ordering = ["dimension", "sort_key", "value"]
        constraints = [models.UniqueConstraint(fields=["dimension", "value"], name="facet_once")]

    def __str__(self) -> str:
        return self.label


class SerialNumber(models.Model):
    """The last number given out in a series, e.g. tender notices of the city in 2026. Gap-free: it rolls back too."""

    series = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"
