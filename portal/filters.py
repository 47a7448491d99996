"""Filters of the shell's lists."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Section, User
from accounts.roles import Role
from core.actor import Actor
from core.filtering import FilterSet
from portal.duties import TITLES, Calendar
from workflow.models import Duty, DutyQuerySet

NONE = "none"
"""Stands in the address for “no section” and “nobody”."""


class DutyFilter(FilterSet):
    """By words, by what is to be done, by when, and by whose turn it is. The choices are those that occur."""

    q = filters.CharFilter(label=_("Title or number"), method="by_words")
    step = filters.ChoiceFilter(label=_("Matter"), empty_label=_("All matters"))
    due = filters.ChoiceFilter(
        label=_("Period"), empty_label=_("Any time"), choices=list(TITLES.items()), method="by_stretch"
    )
    role = filters.ChoiceFilter(label=_("Waits for"), empty_label=_("All posts"))
    section = filters.ChoiceFilter(label=_("Section"), empty_label=_("All sections"), method="by_section")
    person = filters.ChoiceFilter(label=_("Handled by"), empty_label=_("Anybody"), method="by_person")

    class Meta:
        model = Duty
        fields: list[str] = []

    def __init__(self, data: Any, queryset: DutyQuerySet, calendar: Calendar, actor: Actor, tab: str):
        super().__init__(data, queryset)
        self.calendar = calendar
        self._narrow("section", sections_of(actor) if tab == "unit" else [])
        self._narrow("person", people_in(queryset) if tab != "mine" else [])
        self.filters["step"].extra["choices"] = steps_in(queryset)
        self.filters["role"].extra["choices"] = roles_in(queryset)
        self.filters["q"].extra["widget"] = forms.TextInput(attrs={"type": "search"})

    def _narrow(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """A filter with nothing to choose from isn't there."""
        if choices:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    def by_section(self, duties: DutyQuerySet, name: str, value: str) -> DutyQuerySet:
        return duties.of_section(None if value == NONE else UUID(value))

    def by_person(self, duties: DutyQuerySet, name: str, value: str) -> DutyQuerySet:
        return duties.filter(user_id=None) if value == NONE else duties.filter(user_id=UUID(value))

    def by_words(self, duties: DutyQuerySet, name: str, value: str) -> DutyQuerySet:
        words = value.replace("\x00", "").split()[:5]
        for word in words:
            duties = duties.named(word)
        return duties

    def by_stretch(self, duties: DutyQuerySet, name: str, value: str) -> DutyQuerySet:
        return duties.filter(self.calendar.within(value))


def sections_of(actor: Actor) -> list[tuple[str, Any]]:
    found = [(str(section.pk), str(section)) for section in Section.objects.visible_to(actor).open()]
    return [*found, (NONE, _("No section"))] if found else []


def people_in(duties: DutyQuerySet) -> list[tuple[str, Any]]:
    """Those to whom some are assigned, and nobody."""
    handlers = duties.filter(user_id__isnull=False).order_by().values("user_id")
    found = User.objects.filter(pk__in=handlers).order_by("username")
    return [*((str(user.pk), user.name) for user in found), (NONE, _("Not yet assigned"))]


def steps_in(duties: DutyQuerySet) -> list[tuple[str, str]]:
    found = duties.order_by("step").distinct("step")
    return sorted(((duty.step, duty.what) for duty in found), key=lambda choice: choice[1])


def roles_in(duties: DutyQuerySet) -> list[tuple[str, Any]]:
    occurring = set(duties.order_by().values_list("role", flat=True).distinct())
    return [(role.value, role.label) for role in Role if role in occurring]
