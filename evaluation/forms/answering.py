"""The questions that a recipient answers: five steps each, in words and in order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.answering import Reply
from evaluation.models import Survey
from evaluation.models.answers import FilledBy

STEPS = [
    (5, _("Very satisfied")),
    (4, _("Satisfied")),
    (3, _("So-so")),
    (2, _("Dissatisfied")),
    (1, _("Very dissatisfied")),
]
PREFIX = "q-"


class AnswerForm(forms.Form):
    """One radio group for each question of a survey, who fills it in, and room for a few words."""

    filled_by = forms.ChoiceField(
        label=_("Who is filling this in?"),
        choices=FilledBy.choices,
        initial=FilledBy.SELF,
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Anything else you want to say?"),
        help_text=_("Please give no names, telephone numbers or addresses, neither yours nor others'."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    secret = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, survey: Survey, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(survey.questions.all())
        asked = {
            f"{PREFIX}{number}": forms.TypedChoiceField(
                label=f"{number}. {question}",
                choices=STEPS,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose one of the five answers.")},
            )
            for number, question in enumerate(self.questions, 1)
        }
        self.fields = asked | self.fields
        self.asked = list(asked)

    def reply(self) -> Reply:
        """The cleaned input as `answering.redeem` takes it."""
        data = self.cleaned_data
        ratings = {str(q.pk): data[f"{PREFIX}{number}"] for number, q in enumerate(self.questions, 1)}
        return Reply(ratings, data["filled_by"], data["remark"].strip())


class CodeForm(forms.Form):
    """For people who type the code from paper."""

    code = forms.CharField(
        label=_("Code on your card"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("26 letters and digits. Blanks and hyphens don't matter."),
    )
