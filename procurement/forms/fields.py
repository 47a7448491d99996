"""Fields that know the domain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from catalog.models import Item
from catalog.services import items_in_force
from core.actor import Actor
from workflow.clock import legal_date


class _ByCategory(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for category, items in groupby(self.queryset, key=lambda item: str(item.parent)):
            yield (category, [self.choice(item) for item in items])


class ItemField(forms.ModelChoiceField):
    """An item of the catalogue in force, grouped by category. Call `offer` when the place is known."""

    iterator = _ByCategory

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Catalogue item"))
        kwargs.setdefault("empty_label", _("Choose"))
        kwargs.setdefault(
            "error_messages",
            {"invalid_choice": _("This item is not in the catalogue in force. Choose another.")},
        )
        super().__init__(Item.objects.none(), **kwargs)

    def offer(self, subject: Any, actor: Actor) -> None:
        self.queryset = items_in_force(subject.place_for(actor), legal_date())
