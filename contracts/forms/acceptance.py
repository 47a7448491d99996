"""Input of the steps of an acceptance."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contracts.forms.base import PAPERS, OfContractForm, count, sentences
from contracts.models import AcceptanceItem, AcceptanceMember
from contracts.models.acceptance import Result
from core import numbers
from core.formsets import AddedRow
from core.phrases import bracketed
from disclosure.forms import ReviewedField
from documents.forms import FilesField
from workflow.clock import legal_date
from workflow.forms import StepForm
from workflow.registry import form_for


class MemberRow(AddedRow):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=100)
    unit = forms.CharField(label=_("Unit"), max_length=200, required=False)
    capacity = forms.ChoiceField(label=_("Takes part as"), choices=AcceptanceMember.Capacity.choices)


MemberRows = forms.formset_factory(MemberRow, extra=0, can_delete=True, max_num=30, absolute_max=60)
MemberRows.title = _("Acceptance group")
MemberRows.hint = _("For services to the public, service recipients must be invited.")


@form_for("contracts.acceptance.convene")
class ConveneForm(OfContractForm):
    meets_on = forms.DateField(label=_("Day of the acceptance"))
    place = forms.CharField(label=_("Place"), max_length=200)
    method = sentences(_("How it is examined"))
    formsets = {"members": MemberRows}
    private = frozenset({"members"})


@form_for("contracts.acceptance.move_meeting")
class MoveMeetingForm(StepForm):
    meets_on = forms.DateField(label=_("Day of the acceptance"))
    place = forms.CharField(label=_("Place"), max_length=200)


class ItemRow(forms.Form):
    number = numbers.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Judgement"), choices=[("", _("Choose")), *AcceptanceItem.Verdict.choices], required=False
    )
    found = forms.CharField(label=_("What was found"), max_length=1000, required=False)


ItemRows = forms.formset_factory(ItemRow, extra=0, max_num=200, absolute_max=200)
ItemRows.title = _("Items")


@form_for("contracts.acceptance.examine")
class ExamineForm(StepForm):
    examined_on = forms.DateField(label=_("Examined on"), initial=legal_date)
    formsets = {"items": ItemRows}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item, row in self.items() if self.subject.pk else []:
            row.row_name = str(item)

    def items(self) -> list[tuple[Any, Any]]:
        """Each item with its row, for the page."""
        held = {str(i.number): i for i in self.subject.items.all()}
        rows = [(held.get(str(row["number"].value())), row) for row in self.parts["items"].forms]
        return [(item, row) for item, row in rows if item is not None]


@form_for("contracts.acceptance.hear_recipients")
class HearForm(StepForm):
    recipients_heard = count(_("Recipients heard"))
    recipients_satisfied = count(_("Of whom satisfied"))
    recipients_opinion = sentences(_("Their opinion"), help_text=_("No names and no other personal data."))
    files = FilesField(label=_("Record or questionnaires"), allowed=PAPERS, most=10, required=False)


@form_for("contracts.acceptance.sign")
class SignForm(StepForm):
    signed = forms.TypedMultipleChoiceField(
        label=_("Members who signed"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    signed_on = forms.DateField(label=pgettext_lazy("record", "Signed on"), initial=legal_date)
    dissent = sentences(_("Dissenting opinion, with whose it is"), rows=2, required=False)
    scan = FilesField(label=_("Scan of the signed record"), allowed=("pdf", "jpg", "jpeg", "png"), most=5)
    private = frozenset({"dissent"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = self.subject.members.all()
        self.fields["signed"].choices = [  # type: ignore[attr-defined]
            (m.number, bracketed(m.name, m.get_capacity_display())) for m in members
        ]


@form_for("contracts.acceptance.conclude")
class ConcludeForm(StepForm):
    result = forms.ChoiceField(label=_("Result"), choices=Result.choices, widget=forms.RadioSelect)
    opinion = sentences(_("Opinion of the group"), rows=4)
    rectification = sentences(_("What is to be put right"), required=False)
    rectify_by = forms.DateField(label=_("To be put right by"), required=False)


@form_for("contracts.acceptance.publish")
class PublishForm(StepForm):
    publication_reviewed = ReviewedField()
