"""Input of finance's decision on an application."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.money import CENT, MoneyFormField
from procurement.forms.years import GrantedYearRows
from workflow.forms import StepForm
from workflow.registry import form_for


class Confirmation(forms.BooleanField):
    """Something that finance has to confirm; a check of the step says by which rule."""

    needed = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


@form_for("procurement.project.grant")
class GrantForm(StepForm):
    """The confirmations are asked for only where there is something to confirm."""

    amount = MoneyFormField(
        label=_("Amount granted (yuan)"), help_text=_("At most what was asked for."), min_value=CENT
    )
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=80)
    grade_acknowledged = Confirmation(
        label=_("I have taken the last evaluation under this catalogue item into account")
    )
    residual_confirmed = Confirmation(
        label=_("This service is not named in the catalogue and is fit to be purchased")
    )
    law_confirmed = Confirmation(label=_("The law that the unit cites allows this purchase"))

    formsets = {"later_years": GrantedYearRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.attrs["data-words"] = "1"
        project = self.subject
        if not project.year_shares.exists():
            del self.parts["later_years"]
        wanted = {
            "grade_acknowledged": project.grades().exists(),
            "residual_confirmed": project.item.is_residual,
            "law_confirmed": project.exclusions.filter(applies=True).exists(),
        }
        for name in [name for name, is_wanted in wanted.items() if not is_wanted]:
            del self.fields[name]
