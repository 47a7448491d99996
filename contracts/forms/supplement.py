"""Input of the steps of a supplement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.base import OfContractForm, sentences
from core.money import ZERO, MoneyFormField
from disclosure.forms import ReviewedField
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("contracts.supplement.propose")
class ProposeForm(OfContractForm):
    amount = MoneyFormField(label=_("Additional amount (yuan)"), min_value=ZERO, required=False)
    ends_on = forms.DateField(label=_("New end of the term"), required=False)
    clauses = forms.CharField(label=_("Clauses changed"), max_length=200)
    text = sentences(_("Text of the supplement"), rows=6)
    grounds = sentences(_("Why it is needed"))

    def clean_amount(self):
        return self.cleaned_data["amount"] or ZERO


@form_for("contracts.supplement.publish")
class PublishForm(StepForm):
    publication_reviewed = ReviewedField()
