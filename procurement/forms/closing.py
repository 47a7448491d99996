"""Input of the closing of a budget year, and of what is reserved or adjusted with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.figures import amount_text as money
from core.money import CENT, MoneyFormField
from procurement.forms.moving import LineChoice
from procurement.models import BudgetLine, Commitment, YearClosing
from procurement.rules.closing import LESS, MORE
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for

YEARS = range(2014, 2100)


class Cutoff(StepForm):
    payments_until = forms.DateField(
        label=_("Payments until"),
        help_text=_("After this day nothing is paid from that year's lines. The units are told at once."),
    )


@form_for("procurement.yearclosing.open")
class OpenClosingForm(Cutoff):
    field_order = ["year", "payments_until"]

    year = numbers.IntegerField(label=_("Budget year"), min_value=YEARS[0], max_value=YEARS[-1])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = legal_date()
        year = self.initial.get("year") or self.first_choice(today)
        self.fields["year"].initial = year
        if year < today.year:
            self.fields["payments_until"].initial = date(year, 12, 31)

    def first_choice(self, today: date) -> int:
        """A year that is over comes first; none is closed long before its end."""
        over = YearClosing.years_over(self.actor.organisation_id, today)
        waiting = [row.year for row in over if row.closing is None]
        return waiting[0] if waiting else today.year if today.month > 6 else today.year - 1


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
        target = self.fields["target"]
        target.queryset = self.subject.lines_of_next_year().select_related("purchaser")
        fitting = self.fitting(target.queryset)
        target.widget.choices = LineChoice(fitting, empty_label=_("Choose")).choices
        target.initial = fitting[0] if len(fitting) == 1 else None

    def fitting(self, lines: Any) -> Any:
        """What is offered: lines for the service of the grant that was chosen, before that for any that is open here.
        Of another line the step's own rule says why it can't be."""
        grants, chosen = list(self.subject.open_commitments()), str(self["commitment"].value())
        meant = [grant for grant in grants if str(grant.pk) == chosen] or grants
        codes = {grant.project.item.code for grant in meant}
        return lines.filter(pk__in=[line.pk for line in lines if any(line.covers(code) for code in codes)])


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
