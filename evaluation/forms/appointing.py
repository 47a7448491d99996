"""Appointing a third party, and its declaration of independence (CF-7)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core.money import MoneyFormField
from evaluation.forms.fields import LastDayField
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("evaluation.evaluation.appoint")
class AppointForm(StepForm):
    evaluator = forms.ModelChoiceField(
        Organisation.objects.filter(kind=OrganisationKind.EVALUATOR, is_active=True),
        label=_("Third-party evaluator"),
        empty_label=_("Choose an evaluator"),
        help_text=_("It must have no tie to the purchaser or the provider. Known ties are checked here."),
    )
    engagement_number = forms.CharField(label=_("Number of the engagement contract"), max_length=60)
    engagement_fee = MoneyFormField(label=_("Fee (yuan)"), required=False)
    report_due_at = LastDayField(label=_("Scores are due by"))


@form_for("evaluation.evaluation.declare")
class DeclareForm(StepForm):
    """Each point is confirmed by itself, so that none is overlooked."""

    no_shares = forms.BooleanField(
        label=_("We hold no shares in the purchaser's or the provider's undertakings, nor they in ours.")
    )
    no_people = forms.BooleanField(
        label=_(
            "None of our evaluators worked for either of them within the last three years, or is "
            "closely related to their heads."
        )
    )
    no_business = forms.BooleanField(
        label=_("We took no part in preparing, performing or supervising this contract.")
    )
    no_benefit = forms.BooleanField(
        label=_("We accept nothing from either of them beyond the agreed fee, whatever the result.")
    )
    conflict = forms.CharField(
        label=_("If one of these isn't so: which, and why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Then don't sign: decline the engagement instead."),
    )
