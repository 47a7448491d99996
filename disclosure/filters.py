"""The filters of the public list. Their choices are facets: what has been published, not what might exist."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import search
from core.dates import SHANGHAI
from core.filtering import FilterSet
from disclosure import registry
from disclosure.models import Facet, NoticeQuerySet
from disclosure.schema import Stage
from workflow.clock import legal_now

Choices = list[tuple[str, str]]


class NoticeFilter(FilterSet):
    """Text, kind, place, year, catalogue item and purchaser; each may be left out."""

    q = django_filters.CharFilter(
        method="find", label=_("Text"), max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(method="of_kind", label=_("Kind"), empty_label=_("All kinds"))
    jurisdiction = django_filters.ChoiceFilter(label=_("Jurisdiction"), empty_label=_("All"))
    year = django_filters.ChoiceFilter(method="of_year", label=_("Year"), empty_label=_("All"))
    category = django_filters.ChoiceFilter(label=_("Catalogue item"), empty_label=_("All"))
    purchaser = django_filters.ChoiceFilter(
        field_name="purchaser_id", label=_("Purchaser"), empty_label=_("All")
    )
    open = django_filters.BooleanFilter(
        method="still_open", label=_("Still open"), widget=forms.CheckboxInput
    )

    def __init__(self, data: QueryDict, queryset: NoticeQuerySet):
        super().__init__(data, queryset)
        facets = choices_by_dimension()
        for name in ("jurisdiction", "year", "category", "purchaser"):
            self.filters[name].extra["choices"] = facets[name]
        self.filters["kind"].extra["choices"] = kinds_by_stage({code for code, _label in facets["kind"]})

    def find(self, notices: NoticeQuerySet, name: str, value: str) -> NoticeQuerySet:
        return found_by_text(notices, value)

    def of_kind(self, notices: NoticeQuerySet, name: str, value: str) -> NoticeQuerySet:
        """A kind by its code, or all kinds of a stage."""
        codes = [c for c in registry.kinds.codes() if value in {c, registry.kinds[c].stage}]
        return notices.filter(kind__in=codes)

    def of_year(self, notices: NoticeQuerySet, name: str, value: str) -> NoticeQuerySet:
        first, after = (datetime(int(value) + more, 1, 1, tzinfo=SHANGHAI) for more in (0, 1))
        return notices.filter(published_at__gte=first, published_at__lt=after)

    def still_open(self, notices: NoticeQuerySet, name: str, value: bool) -> NoticeQuerySet:
        return notices.with_closing().filter(closing__gt=legal_now()) if value else notices


def found_by_text(notices: NoticeQuerySet, text: str) -> NoticeQuerySet:
    """Notices that hold the text. One character is too short for the index: it is looked for plainly."""
    query = search.query(text)
    if query is not None:
        return notices.filter(search__vector=query)
    plain = search.normalise(text).replace("\x00", "").strip()
    return notices.filter(search__text__icontains=plain) if plain else notices


def choices_by_dimension() -> dict[str, Choices]:
    """The choices of all filters in one query."""
    english = (get_language() or "").startswith("en")
    found: dict[str, Choices] = defaultdict(list)
    facets: QuerySet[Facet] = Facet.objects.order_by("dimension", "sort_key", "value")
    for facet in facets:
        label = (facet.label_en if english else "") or facet.label or facet.value
        found[facet.dimension].append((facet.value, label))
    found["year"].sort(reverse=True)
    return found


def kinds_by_stage(published: set[str]) -> list[Any]:
    """Kinds that have been published, in groups; each group can be chosen as a whole."""
    groups = []
    for stage in Stage:
        codes = [c for c in registry.kinds.codes() if c in published and registry.kinds[c].stage == stage]
        if codes:
            whole = [(stage.value, _("%(stage)s: all") % {"stage": stage.label})] if len(codes) > 1 else []
            groups.append((stage.label, [*whole, *((c, registry.kinds[c].title) for c in codes)]))
    return groups
