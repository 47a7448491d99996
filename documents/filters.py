"""The filter of the register."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.filtering import FilterSet
from documents.models import DocumentNumber


class NumberFilter(FilterSet):
    words = filters.CharFilter(label=_("Words in the title"), method="with_words")
    year = filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2200)
    state = filters.ChoiceFilter(label=_("State"), choices=DocumentNumber.State.choices, empty_label=_("All"))

    class Meta:
        model = DocumentNumber
        fields: list[str] = []

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(title__icontains=value.replace("\x00", "").strip())
