"""What lists of sourcing can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filtering import FilterSet
from sourcing.models import Tender


class TenderFilter(FilterSet):
    q = filters.CharFilter(label=_("Title or number"), method="search")
    state = filters.ChoiceFilter(label=_("State"), choices=Tender.State.choices, empty_label=_("All"))

    class Meta:
        model = Tender
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(Q(title__icontains=value) | Q(number__icontains=value))
