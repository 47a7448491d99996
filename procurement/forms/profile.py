"""Input of a purchaser's registration."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms import FilesField
from procurement.models import PurchaserProfile
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.purchaserprofile.revise")
@form_for("procurement.purchaserprofile.register")
class ProfileForm(StepForm):
    kind = forms.ChoiceField(
        label=_("Kind of purchaser"), choices=PurchaserProfile.Kind.choices, widget=forms.RadioSelect
    )
    civil_servant_law_managed = forms.BooleanField(
        label=_("Managed by reference to the Civil Servant Law"), required=False
    )
    has_admin_function = forms.BooleanField(label=_("Has functions of public administration"), required=False)
    admin_headcount = forms.BooleanField(label=_("On administrative headcount"), required=False)
    fiscal_funded = forms.BooleanField(label=_("Paid for from the public budget"), required=False)
    public_welfare_class_one = forms.BooleanField(
        label=_("Class I public-welfare institution"), required=False
    )
    reference_basis = forms.CharField(
        label=_("Basis on which the rules are followed"),
        help_text=_("Only for organs that act by reference: title and number of the document."),
        max_length=300,
        required=False,
    )
    internal_control = forms.CharField(
        label=_("Internal supervision rules"),
        help_text=_("Title and number of the unit's own rules on internal supervision of purchases."),
        max_length=300,
    )
    papers = FilesField(
        label=_("Proofs"),
        help_text=_(
            "The document on the unit's functions, posts and funding, and its internal supervision rules."
        ),
        required=False,
    )
