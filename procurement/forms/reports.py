"""What other rooms hand in when a project moves on (steps without a page)."""

from __future__ import annotations

from django import forms

from core import numbers
from core.money import CENT, MoneyFormField
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.project.begin_sourcing")
class SourcingForm(StepForm):
    """`method` as sourcing calls it; `open` means open tendering."""

    method = forms.CharField(max_length=24, required=False)


@form_for("procurement.project.record_contract")
@form_for("procurement.project.record_award")
class AmountForm(StepForm):
    amount = MoneyFormField(min_value=CENT)


@form_for("procurement.project.record_evaluation")
class EvaluationForm(StepForm):
    score = numbers.DecimalField(min_value=0, max_value=100, max_digits=5, decimal_places=2)
    grade = forms.CharField(max_length=12)
