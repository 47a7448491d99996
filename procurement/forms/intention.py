"""Input of the steps on intentions."""

from __future__ import annotations

from django import forms

from core import numbers
from disclosure.forms import ReviewedField
from procurement.models import PurchasePlan
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.intention.open")
class OpenIntentionForm(StepForm):
    plan = forms.ModelChoiceField(PurchasePlan.objects.all())
    month = numbers.IntegerField(min_value=1, max_value=12)


@form_for("procurement.intention.publish")
class PublishIntentionForm(StepForm):
    publication_reviewed = ReviewedField()
