"""Filters of the lists."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contracts.lifecycle.payment import PaymentState
from contracts.lifecycle.states import ContractState
from contracts.models import Contract, Payment
from core.filtering import FilterSet


class WordFilter(filters.CharFilter):
    """Finds a word in any of these fields."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        self.fields = fields
        super().__init__(label=_("Words"), **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        value = value.replace("\x00", "").strip() if value else ""
        found = Q()
        for name in self.fields:
            found |= Q(**{f"{name}__icontains": value})
        return qs.filter(found) if value else qs


class DateFilter(filters.DateFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class ContractFilter(FilterSet):
    words = WordFilter("number", "title", "provider__name", "purchaser__name", "project__number")
    state = filters.ChoiceFilter(label=_("State"), choices=ContractState.choices, empty_label=_("All"))
    ends_before = DateFilter(field_name="ends_on", lookup_expr="lte", label=_("Ends by"))

    class Meta:
        model = Contract
        fields: list[str] = []


class PaymentFilter(FilterSet):
    words = WordFilter("contract__number", "contract__title", "contract__provider__name", "invoice_number")
    state = filters.ChoiceFilter(label=_("State"), choices=PaymentState.choices, empty_label=_("All"))
    asked_from = DateFilter(field_name="asked_at", lookup_expr="date__gte", label=_("Requested from"))
    asked_until = DateFilter(field_name="asked_at", lookup_expr="date__lte", label=_("Requested until"))

    class Meta:
        model = Payment
        fields: list[str] = []


class IdleFilter(FilterSet):
    words = WordFilter("contract__number", "contract__title", "contract__provider__name", "invoice_number")

    class Meta:
        model = Payment
        fields: list[str] = []
