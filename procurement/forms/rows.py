"""The rows of an application: cost basis, answers on the negative list, performance indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.formsets import AddedRow
from core.money import CENT, LARGEST, ZERO, MoneyFormField, yuan
from procurement.guidance import Guidance, Hint, guidance_on
from procurement.models import Indicator
from procurement.rules.assessment import EXCLUSIONS
from workflow.law import Rule, history

EMPTY_ROWS = 2
"""Rows to begin the cost basis with."""


def typed(form: forms.Form, name: str) -> Decimal | None:
    """A number as it stands in a row, checked or not; None where it can't be read."""
    try:
        return form.fields[name].clean(form[name].value())
    except forms.ValidationError:
        return None


class CostRowForm(forms.Form):
    name = forms.CharField(label=_("Item"), max_length=200)
    quantity = numbers.DecimalField(label=_("Quantity"), min_value=CENT, max_digits=12, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    unit_price = MoneyFormField(label=_("Unit price (yuan)"), min_value=CENT)

    @property
    def subtotal(self) -> Decimal | None:
        """Quantity × unit price as typed; None where one of them can't be read."""
        quantity, price = typed(self, "quantity"), typed(self, "unit_price")
        return yuan(quantity * price) if quantity and price and quantity * price <= LARGEST else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("quantity", ZERO) * data.get("unit_price", ZERO) > LARGEST:
            self.add_error("unit_price", _("Quantity times unit price is too large."))
        return data


class ExclusionForm(forms.Form):
    rule = forms.ChoiceField(choices=[(r, r) for r in EXCLUSIONS], widget=forms.HiddenInput)
    applies = forms.TypedChoiceField(
        label=_("Does it apply?"),
        choices=[("no", _("Does not apply")), ("yes", _("Applies"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    law = forms.CharField(label=_("Law that allows it all the same"), max_length=300, required=False)

    @property
    def point(self) -> Rule | None:
        """The point of the negative list that this row asks about."""
        rule_id = self["rule"].value()
        return history(rule_id)[0] if rule_id in EXCLUSIONS else None

    @property
    def guidance(self) -> Guidance | None:
        """Examples of that point, and what to do instead."""
        rule_id = self["rule"].value()
        return guidance_on(rule_id) if rule_id in EXCLUSIONS else None


class IndicatorForm(AddedRow):
    DETAILS = ("formula", "unit", "target", "zero_at", "direction", "scoring", "evidence")

    block = forms.ChoiceField(label=_("Category"), choices=Indicator.Block.choices)
    name = forms.CharField(label=_("Indicator"), max_length=100)
    formula = forms.CharField(label=_("How it is computed"), max_length=300, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    target = numbers.DecimalField(label=_("Target"), max_digits=12, decimal_places=2)
    zero_at = numbers.DecimalField(label=_("No points at"), max_digits=12, decimal_places=2)
    direction = forms.ChoiceField(label=_("Direction"), choices=Indicator.Direction.choices)
    scoring = forms.ChoiceField(label=_("Scoring"), choices=Indicator.Scoring.choices)
    points = numbers.DecimalField(
        label=_("Points"), min_value=CENT, max_value=100, max_digits=5, decimal_places=2
    )
    scorer = forms.ChoiceField(label=_("Scored by"), choices=Indicator.Scorer.choices)
    evidence = forms.CharField(label=_("Data and evidence"), max_length=300, required=False)

    @property
    def given_points(self) -> Decimal:
        return typed(self, "points") or ZERO

    @property
    def details(self) -> list[forms.BoundField]:
        """What is folded away on the page."""
        return [self[name] for name in self.DETAILS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "target" in data and data["target"] == data.get("zero_at"):
            self.add_error("zero_at", _("Full points and no points can't be earned by the same value."))
        return data


class CostRows(forms.BaseFormSet):
    template = "procurement/_cost_rows.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra = 0 if self.initial else EMPTY_ROWS

    @property
    def total(self) -> Decimal:
        """The sum of the rows that can be reckoned, as typed so far."""
        return sum((form.subtotal for form in self.forms if form.subtotal is not None), ZERO)


class Folded(forms.BaseFormSet):
    """Rows that the short form folds away until one of them is wanted."""

    folded = False

    @property
    def is_open(self) -> bool:
        return self.is_bound and not self.is_valid()


class ExclusionRows(Folded):
    template = "procurement/_exclusions.html"
    hints: Sequence[Hint] = ()
    """What was noticed in the application as it was saved last."""

    @property
    def is_open(self) -> bool:
        """Also where a word points at the list, or a point applies."""
        return super().is_open or bool(self.hints) or any(f["applies"].value() == "yes" for f in self.forms)


class IndicatorRows(Folded):
    template = "procurement/_indicators.html"

    @property
    def total(self) -> Decimal:
        """The points of all rows, as typed so far."""
        return sum((form.given_points for form in self.forms), ZERO)


def rows_of(row: type[forms.Form], kind: type[forms.BaseFormSet], most: int, *, fixed: bool = False) -> Any:
    """A formset that starts without empty rows and bears `most` of them."""
    return forms.formset_factory(
        row, formset=kind, extra=0, can_delete=not fixed, max_num=most, absolute_max=most, validate_max=True
    )
