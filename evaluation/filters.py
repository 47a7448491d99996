"""Filters of the list of evaluations."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filtering import FilterSet
from evaluation.kinds import Grade, Kind
from evaluation.models import Evaluation


class EvaluationFilter(FilterSet):
    q = django_filters.CharFilter(label=_("Project, number or organisation"), method="search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Evaluation.State.choices, empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("All"))
    grade = django_filters.ChoiceFilter(label=_("Grade"), choices=Grade.choices, empty_label=_("All"))

    class Meta:
        model = Evaluation
        fields = ["q", "state", "kind", "grade"]

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        text = value.replace("\x00", "")[:100]
        return rows.filter(
            Q(number__icontains=text)
            | Q(project__title__icontains=text)
            | Q(purchaser__name__icontains=text)
            | Q(provider__name__icontains=text)
        )
