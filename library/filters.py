"""The filter of the shelf."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Jurisdiction
from core.filtering import FilterSet
from library.kinds import Concern, Kind
from library.lifecycle import QuestionLifecycle


class PolicyFilter(FilterSet):
    """Text, kind, year of signing, jurisdiction; what doesn't hold any more only where asked for."""

    q = django_filters.CharFilter(
        method="find",
        label=_("Search"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("title, number or words of the text"), "size": 30}
        ),
    )
    kind = django_filters.ChoiceFilter(
        label=pgettext_lazy("policy library", "Kind"), choices=Kind.choices, empty_label=_("All kinds")
    )
    year = django_filters.ChoiceFilter(
        field_name="signed_on__year", label=pgettext_lazy("policy library", "Year"), empty_label=_("All")
    )
    place = django_filters.ModelChoiceFilter(
        field_name="jurisdiction",
        to_field_name="code",
        queryset=Jurisdiction.objects.none(),
        label=_("Jurisdiction"),
        empty_label=_("All"),
    )

    def __init__(self, data: Any, queryset: QuerySet, request: Any = None):
        super().__init__(data, queryset, request=request)
        years = queryset.order_by("-signed_on__year").values_list("signed_on__year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        places = Jurisdiction.objects.filter(pk__in=queryset.order_by().values("jurisdiction"))
        self.filters["place"].queryset = places.order_by("position", "code")

    def find(self, policies: QuerySet, name: str, value: str) -> QuerySet:
        """Every word must occur somewhere."""
        for word in value.replace("\x00", "").split():
            policies = policies.found_by(word)  # type: ignore[attr-defined]
        return policies


class QuestionFilter(FilterSet):
    """Kind, and whether it has been answered."""

    kind = django_filters.ChoiceFilter(
        label=pgettext_lazy("question", "Kind"), choices=Concern.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=QuestionLifecycle.State.choices, empty_label=_("All")
    )
