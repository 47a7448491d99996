"""Input of the steps by which money moves between lines, or becomes free again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.figures import amount_text as money
from core.money import CENT, MoneyFormField
from procurement.demand import demand_on
from procurement.models import BudgetLine, Commitment
from workflow.forms import StepForm
from workflow.registry import form_for


class LineChoice(forms.ModelChoiceField):
    """A budget line with its unit, and what is free on it."""

    def label_from_instance(self, line: BudgetLine) -> str:
        """What is free stands before the title: a narrow list cuts off what comes last."""
        values = {"code": line.code, "title": line.title, "unit": line.purchaser, "free": money(line.free)}
        return _("%(code)s (free: %(free)s yuan) %(title)s, %(unit)s") % values


class GrantChoice(forms.ModelChoiceField):
    """What was granted to a project, and how much of it is not under contract."""

    def label_from_instance(self, commitment: Commitment) -> str:
        values = {"project": commitment.project, "free": money(commitment.free)}
        return _("%(project)s (not under contract: %(free)s yuan)") % values


def free_on(line: BudgetLine) -> Any:
    """What may leave the line at most, and who asks for it already."""
    demand = demand_on(line)
    if not demand.number:
        return _("Free on this line: %(free)s yuan.") % {"free": money(line.free)}
    text = _("Free on this line: %(free)s yuan; open applications (%(number)s) ask for %(asked)s.")
    return text % {"free": money(line.free), "number": demand.number, "asked": money(demand.amount)}


class MoveForm(StepForm):
    target = LineChoice(BudgetLine.objects.none(), label=_("To the line"), empty_label=_("Choose"))
    amount = MoneyFormField(label=_("Amount (yuan)"), min_value=CENT)
    approval_number = forms.CharField(label=_("Approved by document"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget.attrs["data-words"] = "1"
        self.fields["amount"].help_text = free_on(self.subject)
        self.fields["target"].queryset = self.targets().select_related("purchaser")

    def targets(self) -> Any:
        raise NotImplementedError


@form_for("procurement.budgetline.transfer")
class TransferForm(MoveForm):
    def targets(self) -> Any:
        return self.subject.sister_lines()


@form_for("procurement.budgetline.carry_over")
class CarryOverForm(MoveForm):
    def targets(self) -> Any:
        return self.subject.lines_of_next_year()


@form_for("procurement.budgetline.release")
class ReleaseForm(StepForm):
    commitment = GrantChoice(Commitment.objects.none(), label=_("Granted to"), empty_label=_("Choose"))
    amount = MoneyFormField(label=_("Release (yuan)"), min_value=CENT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].queryset = self.subject.saved_commitments().select_related("project")
