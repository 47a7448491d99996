"""A party's score sheet: one row for each of its indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from documents.forms import FilesField
from evaluation import ledger
from evaluation.forms.fields import long_text
from evaluation.kinds import Method
from workflow.forms import StepForm
from workflow.registry import form_for

YES_NO = [("1", _("Yes")), ("0", _("No"))]
LABELS = {
    Method.PROPORTIONAL: _("Measured value"),
    Method.STEPS: _("Measured value"),
    Method.YES_NO: _("Reached?"),
    Method.DEDUCT: _("Number of cases"),
    Method.ASSESSED: _("Points given"),
}


class ScoreRow(forms.Form):
    """What was found for one indicator. The points follow from the formula."""

    criterion = forms.UUIDField(widget=forms.HiddenInput)
    finding = numbers.DecimalField(
        label=_("What was found"), max_digits=14, decimal_places=4, min_value=Decimal(0)
    )
    note = forms.CharField(label=_("Grounds"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    files = FilesField(label=_("Evidence"), required=False, most=5)

    def ask(self, criterion: Any, known: Any = None) -> None:
        """Word the row for its indicator, with what the ledger says of it."""
        self.about, self.known, self.row_name = criterion, known, criterion.name
        finding = self.fields["finding"]
        finding.label = LABELS[criterion.method]
        if criterion.method == Method.YES_NO:
            self.fields["finding"] = forms.TypedChoiceField(
                label=finding.label, choices=YES_NO, coerce=Decimal, widget=forms.RadioSelect
            )

    about: Any = None
    known: Any = None


ScoreRows = forms.formset_factory(ScoreRow, extra=0, max_num=60, absolute_max=100)


class SheetForm(StepForm):
    """What both parties' sheets have."""

    comment = long_text(
        _("Overall opinion"),
        most=1000,
        help_text=_("One or two sentences. They will be published beside your scores."),
    )
    problems = long_text(_("Problems found"), most=2000, required=False)
    diversion = long_text(
        _("Funds withheld or diverted"),
        most=1000,
        rows=2,
        required=False,
        help_text=_(
            "Only if you found any: how much, by whom, and the evidence. The grade is then poor at best."
        ),
    )
    formsets = {"scores": ScoreRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = {str(c.pk): c for c in self.subject.criteria.all()} if self.subject.pk else {}
        for row in self.parts["scores"].forms:
            if criterion := criteria.get(str(row["criterion"].value())):
                row.ask(criterion, ledger.known(self.subject, criterion))


@form_for("evaluation.evaluation.score_as_purchaser")
class PurchaserSheetForm(SheetForm):
    """The purchaser's sheet."""


@form_for("evaluation.evaluation.score_as_third_party")
class ThirdPartySheetForm(SheetForm):
    """The third party's sheet."""
