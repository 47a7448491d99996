"""Input of finance's decision on an application."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.money import CENT, MoneyFormField
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.project.grant")
class GrantForm(StepForm):
    """The confirmations are asked for only where there is something to confirm."""

    amount = MoneyFormField(label=_("Amount granted (yuan)"), min_value=CENT)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=80)
    grade_acknowledged = forms.BooleanField(
        label=_("I have taken the last evaluation of this service into account"), required=False
    )
    residual_confirmed = forms.BooleanField(
        label=_("This service is not named in the catalogue and is fit to be purchased"), required=False
    )
    law_confirmed = forms.BooleanField(
        label=_("The law that the unit cites allows this purchase"), required=False
    )
