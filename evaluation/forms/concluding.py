"""From the combined scores to the published result."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from disclosure.forms import ReviewedField
from documents.forms import FilesField
from evaluation.forms.fields import long_text
from evaluation.models.evaluation import BudgetAdvice, Stance
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("evaluation.evaluation.combine")
class CombineForm(StepForm):
    summary = long_text(
        _("Conclusion"),
        most=1000,
        help_text=_("Two or three sentences that anyone understands: what went well, what didn't."),
    )
    problems = long_text(_("Main problems"), most=2000, required=False)
    rectification = long_text(_("What must be put right"), most=2000, required=False)
    rectify_by = forms.DateField(label=_("To be put right by"), required=False)
    budget_advice = forms.ChoiceField(
        label=_("For next year's budget"),
        choices=BudgetAdvice.choices,
        widget=forms.RadioSelect,
        help_text=_("Advice for the purchaser and finance, who say how they used it."),
    )
    budget_note = forms.CharField(label=_("Grounds and amount"), max_length=500, required=False)


@form_for("evaluation.evaluation.answer")
class AnswerForm(StepForm):
    stance = forms.ChoiceField(
        label=_("Your answer"),
        choices=[c for c in Stance.choices if c[0] != Stance.SILENT],
        widget=forms.RadioSelect,
    )
    answer_text = long_text(
        _("What you want to say"),
        most=3000,
        rows=5,
        required=False,
        help_text=_("It will be published with the result. Leave out personal data."),
    )
    files = FilesField(label=_("Material"), required=False, most=5)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("stance") == Stance.OBJECTS and not data.get("answer_text", "").strip():
            self.add_error("answer_text", _("Say what you object to, and why."))
        return data


@form_for("evaluation.evaluation.publish")
class PublishForm(StepForm):
    reply = long_text(
        _("Reply to the provider"), most=3000, required=False, help_text=_("It will be published.")
    )
    publication_reviewed = ReviewedField()
