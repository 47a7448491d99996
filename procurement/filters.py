"""What lists of procurement can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from accounts.models import Organisation
from accounts.reforms.names import formerly_known, named
from catalog.models import Item
from core.filtering import FilterSet
from procurement.models import BudgetLine, Project, PurchaserProfile


def years(rows: QuerySet) -> list[tuple[int, str]]:
    """The years that occur, latest first."""
    return [(y, str(y)) for y in rows.order_by("-year").values_list("year", flat=True).distinct()]


class UnitChoices(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return formerly_known(obj)


class UnitFilter(filters.ModelChoiceFilter):
    """A unit, with the names that it had before."""

    field_class = UnitChoices


class OwnChoices(FilterSet):
    """A filter whose choices are those that occur among the rows the reader may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        if "year" in self.filters:
            self.filters["year"].extra["choices"] = years(self.queryset)
        if "purchaser" in self.filters:
            if actor.organisation_kind == "purchaser":
                del self.filters["purchaser"]
            else:
                mine = Organisation.objects.filter(pk__in=self.queryset.values("purchaser"))
                mine = mine.prefetch_related("former_names")
                self.filters["purchaser"].extra["queryset"] = mine


class ProjectFilter(OwnChoices):
    q = filters.CharFilter(method="search", label=_("Name or number"))
    state = filters.ChoiceFilter(choices=Project.State.choices, label=_("State"), empty_label=_("All"))
    year = filters.ChoiceFilter(label=_("Budget year"), empty_label=_("All"))
    category = filters.ChoiceFilter(method="in_category", label=_("Category"), empty_label=_("All"))
    purchaser = UnitFilter(queryset=Organisation.objects.none(), label=_("Purchaser"), empty_label=_("All"))

    class Meta:
        model = Project
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["category"].extra["choices"] = _categories()

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(title__icontains=value) | Q(number__icontains=value) | named(value, "purchaser"))

    def in_category(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(item__code__startswith=value)


def _categories() -> list[tuple[str, str]]:
    found = Item.objects.filter(level=1).order_by("code", "-edition__effective_from").distinct("code")
    return [(item.code, str(item)) for item in found]


class LineFilter(OwnChoices):
    q = filters.CharFilter(method="search", label=_("Title or number"))
    year = filters.ChoiceFilter(label=_("Budget year"), empty_label=_("All"))
    purchaser = UnitFilter(queryset=Organisation.objects.none(), label=_("Purchaser"), empty_label=_("All"))
    state = filters.ChoiceFilter(choices=BudgetLine.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = BudgetLine
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(title__icontains=value) | Q(code__icontains=value))


class ProfileFilter(FilterSet):
    q = filters.CharFilter(method="search", label=_("Name of the unit"))
    kind = filters.ChoiceFilter(
        choices=PurchaserProfile.Kind.choices, label=_("Kind of purchaser"), empty_label=_("All")
    )
    state = filters.ChoiceFilter(
        choices=PurchaserProfile.State.choices, label=_("State"), empty_label=_("All")
    )

    class Meta:
        model = PurchaserProfile
        fields: list[str] = []

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(named(value, "organisation"))
