"""Input of the closing of a budget year, and of what is reserved or adjusted with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.figures import amount_text as money
from core.money import CENT, MoneyFormField
from procurement.forms.moving import LineChoice
from procurement.models import BudgetLine, Commitment
from procurement.rules.closing import LESS, MORE
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


class Cutoff(StepForm):
    payments_until = forms.DateField(
        label=_("Payments until"),
        help_text=_("After this day nothing is paid from that year's lines. The units are told at once."),
    )


@form_for("procurement.yearclosing.open")
class OpenClosingForm(Cutoff):
    field_order = ["year", "payments_until"]

    year = numbers.IntegerField(label=_("Budget year"), min_value=2014, max_value=2099)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = legal_date()
        self.fields["year"].initial = today.year if today.month > 6 else today.year - 1


@form_for("procurement.yearclosing.move_cutoff")
class MoveCutoffForm(Cutoff):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payments_until"].initial = self.subject.payments_until


@form_for("procurement.yearclosing.close")
class CloseForm(StepForm):
    lapse_acknowledged = forms.BooleanField(label=_("I have seen what lapses with the year."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = self.subject.free()
        if free > 0:
            text = _("%(free)s yuan are free on the lines of the year.") % {"free": money(free)}
            self.fields["lapse_acknowledged"].help_text = text
        else:
            del self.fields["lapse_acknowledged"]


class OpenGrantChoice(forms.ModelChoiceField):
    """What was granted to a project, and how much of it isn't paid."""

    def label_from_instance(self, commitment: Commitment) -> str:
        values = {"project": commitment.project, "unpaid": money(commitment.unpaid)}
        return _("%(project)s (not paid: %(unpaid)s yuan)") % values


@form_for("procurement.budgetline.reserve")
class ReserveForm(StepForm):
    commitment = OpenGrantChoice(
        Commitment.objects.none(),
        label=_("Granted to"),
        empty_label=_("Choose"),
        help_text=_(
            "All that isn't paid goes along, also where it is under contract. Release what was saved first."
        ),
    )
    target = LineChoice(BudgetLine.objects.none(), label=_("To the line"), empty_label=_("Choose"))
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].queryset = self.subject.open_commitments()
        self.fields["target"].queryset = self.subject.lines_of_next_year().select_related("purchaser")


@form_for("procurement.budgetline.adjust")
class AdjustForm(StepForm):
    direction = forms.ChoiceField(
        label=_("The line had"),
        choices=[(MORE, _("more than was entered")), (LESS, _("less than was entered"))],
        widget=forms.RadioSelect,
    )
    amount = MoneyFormField(label=_("Difference (yuan)"), min_value=CENT)
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.attrs["data-words"] = "1"
