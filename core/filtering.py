"""Filters of lists, whose values come from addresses that people keep, share and mistype."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet


class FilterSet(django_filters.FilterSet):
    """A value that isn't known finds nothing and says so at its field; passed over, it would show everything."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset) if self.form.is_valid() else queryset.none()
