"""What the lists of providers can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.reforms.names import named
from core.filtering import FilterSet
from disclosure.models import Notice
from providers.kinds import ProviderKind
from providers.models import EXPIRED, EXPIRED_LABEL, Provider
from providers.register import ENTRY
from workflow.clock import legal_date


class ProviderFilter(FilterSet):
    q = filters.CharFilter(label=_("Name or code"), method="search")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ProviderKind.choices, empty_label=_("All"))
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[*Provider.State.choices, (EXPIRED, EXPIRED_LABEL)],
        empty_label=_("All"),
        method="standing",
    )

    class Meta:
        model = Provider
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(named(value, "organisation") | Q(organisation__code__icontains=value))

    def standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """As the list says it: what has run out is expired, and no longer on the register."""
        over = Q(state=Provider.State.APPROVED, valid_until__lt=legal_date())
        return rows.filter(over) if value == EXPIRED else rows.filter(state=value).exclude(over)


class RegisterFilter(FilterSet):
    """The public register reads notices and nothing else."""

    q = filters.CharFilter(label=_("Name"), method="search")
    kind = filters.ChoiceFilter(
        label=_("Kind"), field_name="payload__entry__kind", choices=ProviderKind.choices, empty_label=_("All")
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """Also by the name that an earlier entry of the same provider gives."""
        entries = Notice.objects.filter(kind=ENTRY, provider_names__icontains=value)
        return rows.filter(subject_id__in=entries.values("subject_id"))
