"""Input of the steps on a line that is opened ahead of its year's budget."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.figures import amount_text
from core.money import CENT, ZERO, MoneyFormField
from procurement.forms.budget import LineForm
from procurement.models import BudgetLine
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("procurement.budgetline.expect")
class ExpectForm(LineForm):
    """As a line of the budget, but for the years that its own plan would name."""

    amount = MoneyFormField(label=_("Expected amount (yuan)"), min_value=CENT)
    approval_number = forms.CharField(
        label=_("Medium-term plan"), help_text=_("Number of the document that holds the plan."), max_length=80
    )
    formsets = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = legal_date().year + 1


def reserved_on(line: BudgetLine) -> Any:
    return _("Grants of earlier years have reserved %(committed)s yuan on this line.") % {
        "committed": amount_text(line.committed)
    }


class _Amount(StepForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = self.subject.amount
        self.fields["amount"].widget.attrs["data-words"] = "1"
        if self.subject.committed:
            self.fields["amount"].help_text = reserved_on(self.subject)


@form_for("procurement.budgetline.expect_anew")
class ExpectAnewForm(_Amount):
    amount = MoneyFormField(label=_("Expected amount (yuan)"), min_value=ZERO)
    approval_number = forms.CharField(label=_("Medium-term plan"), max_length=80)


@form_for("procurement.budgetline.approve")
class ApproveForm(_Amount):
    amount = MoneyFormField(
        label=_("Approved amount (yuan)"), min_value=ZERO, help_text=_("0 where the budget gives nothing.")
    )
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)
