"""Planning and running the survey of recipients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core import numbers
from core.formsets import AddedRow
from evaluation.forms.fields import DayField, LastDayField
from evaluation.kinds import Party
from evaluation.models import Remark, Stratum, TokenBatch
from workflow.forms import StepForm
from workflow.registry import form_for

LARGEST_REGISTER = 5_000_000
MOST_LINKS = 1000
"""As many as one batch prints."""


class StratumRow(forms.Form):
    name = forms.CharField(label=_("Group"), max_length=80)
    size = numbers.IntegerField(label=_("People in the register"), min_value=1, max_value=LARGEST_REGISTER)


class QuestionRow(AddedRow):
    criterion = forms.TypedChoiceField(label=_("Indicator"), coerce=UUID)
    text = forms.CharField(
        label=_("Question in plain words"), max_length=120, widget=forms.Textarea(attrs={"rows": 2})
    )
    text_en = forms.CharField(
        label=_("The same in English"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


StratumRows = forms.formset_factory(StratumRow, extra=0, can_delete=True, max_num=40, absolute_max=60)


class QuestionSet(forms.BaseFormSet):
    """Rows that offer the indicators which recipients score."""

    indicators: Sequence[tuple[str, str]] = ()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["criterion"].choices = self.indicators  # type: ignore[attr-defined]


QuestionRows = forms.formset_factory(
    QuestionRow, formset=QuestionSet, extra=0, can_delete=True, max_num=20, absolute_max=30
)


@form_for("evaluation.evaluation.plan_survey")
class PlanSurveyForm(StepForm):
    small = forms.BooleanField(
        label=_("Small project: a margin of error of 10% is enough"),
        required=False,
        help_text=_("Otherwise the sample allows for 5%. Registers of up to 30 people are asked in full."),
    )
    opens_at = DayField(label=_("First day"))
    closes_at = LastDayField(label=_("Last day"))
    formsets = {"strata": StratumRows, "questions": QuestionRows}

    def _part(self, name: str, kind: Any, data: Any, files: Any, initial: Any) -> Any:
        part = super()._part(name, kind, data, files, initial)
        if name == "questions":
            scored = self.subject.criteria_of(Party.RECIPIENTS)
            part.indicators = [(str(c.pk), c.name) for c in scored]  # type: ignore[attr-defined]
        return part


class OwnStrata(StepForm):
    """Forms that choose a group of the evaluation's survey."""

    stratum = forms.ModelChoiceField(Stratum.objects.none(), label=_("Group"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        survey = getattr(self.subject, "survey", None)
        if survey:
            self.fields["stratum"].queryset = survey.strata.all()  # type: ignore[attr-defined]


@form_for("evaluation.evaluation.issue_links")
class IssueForm(OwnStrata):
    count = numbers.IntegerField(
        label=_("Number of links"),
        min_value=1,
        max_value=MOST_LINKS,
        help_text=_(
            "Each link lets one person answer once. The sheet with the codes is shown this one time."
        ),
    )


@form_for("evaluation.evaluation.withdraw_links")
class WithdrawForm(StepForm):
    batch = forms.ModelChoiceField(TokenBatch.objects.none(), label=_("Batch"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        survey = getattr(self.subject, "survey", None)
        if survey:
            running = survey.batches.filter(revoked_at__isnull=True).select_related("stratum")
            self.fields["batch"].queryset = running  # type: ignore[attr-defined]


@form_for("evaluation.evaluation.prolong_survey")
class ProlongForm(StepForm):
    closes_at = LastDayField(label=_("New last day"))


class RemarkRow(forms.Form):
    remark = forms.UUIDField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=[c for c in Remark.Decision.choices if c[0] != "pending"],
        widget=forms.RadioSelect,
    )
    public_text = forms.CharField(
        label=_("Text to be published"),
        help_text=_("Their own words; …… where something is left out."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    theme = forms.CharField(label=_("Theme"), max_length=40, required=False)


RemarkRows = forms.formset_factory(RemarkRow, extra=0, max_num=100, absolute_max=150)


@form_for("evaluation.evaluation.moderate")
class ModerateForm(StepForm):
    """What people wrote never stands in an event."""

    formsets = {"remarks": RemarkRows}
    private = frozenset({"remarks"})
