"""Input of reports, inspections and findings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contracts.forms.base import PAPERS, PICTURES, OfContractForm, count, sentences, share
from contracts.models import Inspection
from core import numbers
from documents.forms import FilesField
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


class ReportFields(forms.Form):
    """What the provider says it has done in a period."""

    starts_on = forms.DateField(label=pgettext_lazy("period", "From"))
    ends_on = forms.DateField(label=pgettext_lazy("period", "To"))
    quantity = numbers.DecimalField(
        label=_("Quantity rendered"), min_value=0, max_digits=14, decimal_places=2
    )
    quality = sentences(_("Quality, measured by the indicators of the contract"))
    effect = sentences(_("Effect for the people served"))
    files = FilesField(label=_("Evidence"), allowed=PAPERS, most=20, required=False)


@form_for("contracts.progressreport.submit")
class SubmitForm(ReportFields, OfContractForm):
    pass


@form_for("contracts.progressreport.resubmit")
class ResubmitForm(ReportFields, StepForm):
    pass


class ProgressRow(forms.Form):
    milestone = numbers.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    done = share(_("Verified so far (%)"))


ProgressRows = forms.formset_factory(ProgressRow, extra=0, max_num=100, absolute_max=100)
ProgressRows.title = _("Verified progress by milestone")


@form_for("contracts.progressreport.verify")
class VerifyForm(StepForm):
    verified_quantity = numbers.DecimalField(
        label=_("Quantity verified in this period"), min_value=0, max_digits=14, decimal_places=2
    )
    findings_note = sentences(_("How it was verified, and with what result"))
    formsets = {"progress": ProgressRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for milestone, row in self.milestones() if self.subject.pk else []:
            row.row_name = str(milestone)

    def milestones(self) -> list[tuple[Any, Any]]:
        """Each milestone with its row, for the page."""
        held = {m.number: m for m in self.subject.contract.milestones.all()}
        rows = [(held.get(_number(row)), row) for row in self.parts["progress"].forms]
        return [(milestone, row) for milestone, row in rows if milestone is not None]


def _number(row: forms.Form) -> int | None:
    value = str(row["milestone"].value() or "")
    return int(value) if value.isascii() and value.isdecimal() else None


class FindingRow(forms.Form):
    text = forms.CharField(label=_("Finding"), max_length=500)
    demand_text = forms.CharField(label=_("Rectification demanded"), max_length=500)
    answer_by = forms.DateField(label=_("To be put right by"))


FindingRows = forms.formset_factory(FindingRow, extra=0, can_delete=True, max_num=30, absolute_max=60)
FindingRows.title = _("Findings")
FindingRows.hint = _("Leave it without rows when everything was in order.")


@form_for("contracts.inspection.record")
class InspectionForm(OfContractForm):
    visited_on = forms.DateField(label=_("Inspected on"), initial=legal_date)
    place = forms.CharField(label=_("Place"), max_length=200)
    method = forms.ChoiceField(label=_("Method"), choices=Inspection.Method.choices)
    sample = count(_("Households or people checked"))
    summary = sentences(_("What was seen"), rows=4)
    photos = FilesField(label=_("Photos"), allowed=PICTURES, most=20, required=False)
    formsets = {"findings": FindingRows}


@form_for("contracts.finding.demand")
class DemandForm(OfContractForm):
    found_on = forms.DateField()
    text = sentences(_("Finding"))
    demand_text = sentences(_("Rectification demanded"))
    answer_by = forms.DateField()


@form_for("contracts.finding.answer")
class AnswerForm(StepForm):
    answer_text = sentences(_("What was put right, and how it stays right"))
    files = FilesField(label=_("Evidence"), allowed=PAPERS, most=10, required=False)


@form_for("contracts.finding.close")
class CloseForm(StepForm):
    check_text = sentences(_("How the rectification was checked"))


@form_for("contracts.finding.reopen")
class ReopenForm(StepForm):
    answer_by = forms.DateField(label=_("To be put right by"))
