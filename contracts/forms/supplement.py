"""Input of the steps of a supplement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.base import OfContractForm, account_number, sentences
from core.money import ZERO, MoneyFormField
from disclosure.forms import ReviewedField
from documents.forms import FilesField
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("contracts.supplement.propose")
class ProposeForm(OfContractForm):
    amount = MoneyFormField(label=_("Additional amount (yuan)"), min_value=ZERO, required=False)
    ends_on = forms.DateField(label=_("New end of the term"), required=False)
    payee_name = forms.CharField(
        label=_("New account: holder"),
        max_length=200,
        required=False,
        help_text=_("Only where the provider is paid to another account from now on."),
    )
    payee_bank = forms.CharField(label=_("New account: bank"), max_length=200, required=False)
    payee_account = account_number(
        label=_("New account: number"), help_text=_("Digits only."), required=False
    )
    account_proof = FilesField(
        label=_("The bank's confirmation of the new account"),
        allowed=("pdf", "jpg", "jpeg", "png"),
        most=3,
        required=False,
    )
    clauses = forms.CharField(label=_("Clauses changed"), max_length=200)
    text = sentences(
        _("Text of the supplement"),
        rows=6,
        help_text=_("It is published. The number of an account stands in its own field, not here."),
    )
    grounds = sentences(_("Why it is needed"))
    private = frozenset({"payee_account"})

    def clean_amount(self):
        return self.cleaned_data["amount"] or ZERO


@form_for("contracts.supplement.publish")
class PublishForm(StepForm):
    publication_reviewed = ReviewedField()
