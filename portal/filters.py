"""Filters of the shell's lists."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from portal.duties import TITLES, Calendar
from workflow.models import Duty, DutyQuerySet


class DutyFilter(filters.FilterSet):
    """By words, by what is to be done, by when, and by whose turn it is. The choices are those that occur."""

    q = filters.CharFilter(label=_("Title or number"), method="by_words")
    step = filters.ChoiceFilter(label=_("Matter"), empty_label=_("All matters"))
    due = filters.ChoiceFilter(
        label=_("Period"), empty_label=_("Any time"), choices=list(TITLES.items()), method="by_stretch"
    )
    role = filters.ChoiceFilter(label=_("Waits for"), empty_label=_("All posts"))

    class Meta:
        model = Duty
        fields: list[str] = []

    def __init__(self, data: Any, queryset: DutyQuerySet, calendar: Calendar):
        super().__init__(data, queryset)
        self.calendar = calendar
        self.filters["step"].extra["choices"] = steps_in(queryset)
        self.filters["role"].extra["choices"] = roles_in(queryset)
        self.filters["q"].extra["widget"] = forms.TextInput(attrs={"type": "search"})

    def by_words(self, duties: DutyQuerySet, name: str, value: str) -> DutyQuerySet:
        words = value.replace("\x00", "").split()[:5]
        for word in words:
            duties = duties.filter(Q(title__icontains=word))
        return duties

    def by_stretch(self, duties: DutyQuerySet, name: str, value: str) -> DutyQuerySet:
        return duties.filter(self.calendar.within(value))


def steps_in(duties: DutyQuerySet) -> list[tuple[str, str]]:
    found = duties.order_by("step").distinct("step")
    return sorted(((duty.step, duty.what) for duty in found), key=lambda choice: choice[1])


def roles_in(duties: DutyQuerySet) -> list[tuple[str, Any]]:
    occurring = set(duties.order_by().values_list("role", flat=True).distinct())
    return [(role.value, role.label) for role in Role if role in occurring]
