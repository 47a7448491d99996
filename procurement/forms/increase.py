"""Input of a request for an increase, and of finance's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.money import CENT, MoneyFormField
from procurement.forms.decisions import Confirmation
from procurement.forms.moving import LineChoice
from procurement.models import BudgetLine
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.increaserequest.ask")
class AskIncreaseForm(StepForm):
    line = LineChoice(BudgetLine.objects.none(), label=_("Budget line"), empty_label=_("Choose"))
    amount = MoneyFormField(label=_("Increase by (yuan)"), min_value=CENT)
    need = forms.CharField(
        label=_("What it is needed for"),
        help_text=_(
            "What has changed since the budget was approved, and why it can't wait for the next year."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.attrs["data-words"] = "1"
        own = BudgetLine.objects.filter(purchaser_id=self.actor.organisation_id, state=BudgetLine.State.OPEN)
        own = own.select_related("purchaser").order_by("-year", "code")
        self.fields["line"].queryset = own
        running = own.filter(
            year__gte=legal_date().year
        )  # of a year that is over, the step's own rule says why not
        self.fields["line"].widget.choices = LineChoice(running, empty_label=_("Choose")).choices


@form_for("procurement.increaserequest.grant")
class GrantIncreaseForm(StepForm):
    amount = MoneyFormField(label=_("Increase by (yuan)"), min_value=CENT)
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)
    grade_acknowledged = Confirmation(
        label=_("I have taken the last evaluations and the money used so far into account")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.attrs["data-words"] = "1"
        if not self.subject.grades().exists():
            del self.fields["grade_acknowledged"]
