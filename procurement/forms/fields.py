"""Fields that know the domain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Item
from catalog.services import items_in_force
from core.actor import Actor
from core.figures import amount_text
from procurement.models import PlanLine, PurchasePlan
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


class ItemRows(forms.BaseFormSet):
    """Rows that each name an item of the catalogue in force where the unit is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.place: Any = None
        super().__init__(*args, **kwargs)
        self.extra = 0 if self.initial else 1

    def offer(self, subject: Any, actor: Any) -> None:
        self.place = (subject, actor)
        for form in self.forms:
            form.fields["item"].offer(subject, actor)

    @property
    def empty_form(self) -> forms.BaseForm:
        form = super().empty_form
        if self.place is not None:
            form.fields["item"].offer(*self.place)
        return form


class PlanLineField(forms.ModelChoiceField):
    """A line of the unit's confirmed plan. Call `offer` when unit and year are known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Line of the annual plan"))
        kwargs.setdefault("help_text", _("Lines of your unit's confirmed plan for the budget year."))
        kwargs.setdefault("empty_label", _("Not in the plan"))
        super().__init__(PlanLine.objects.none(), required=False, **kwargs)

    def offer(self, purchaser_id: Any, year: int) -> None:
        plan = PurchasePlan.objects.filter(purchaser_id=purchaser_id, year=year).first()
        if plan is not None:
            self.queryset = plan.confirmed_lines()

    def label_from_instance(self, obj: PlanLine) -> str:
        return gettext("%(title)s (%(amount)s yuan)") % {
            "title": obj.title,
            "amount": amount_text(obj.amount),
        }
