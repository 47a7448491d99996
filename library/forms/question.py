"""Input of questions: by somebody who is signed in, or by mail or phone; what finance answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.coded.forms import AddressFields, ask_for_address
from accounts.models import Organisation
from accounts.roles import OrganisationKind
from core.actor import ANONYMOUS
from disclosure.forms import ReviewedField
from library.forms.policy import PolicyChoice
from library.kinds import Concern
from library.models import LONGEST, Policy
from workflow.forms import StepForm
from workflow.registry import form_for

TEXT = forms.Textarea(attrs={"rows": 6})
LONGEST_TITLE = 60


def departments() -> QuerySet[Organisation]:
    """Finance of the city, its districts and development zones: each answers for what it leads."""
    units = Organisation.objects.of_kind(OrganisationKind.FINANCE).filter(is_active=True)
    return units.order_by("jurisdiction__position", "sort_key")


class QuestionFields(forms.Form):
    """What everybody says."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("question", "Kind"), choices=Concern.choices, widget=forms.RadioSelect
    )
    finance = forms.ModelChoiceField(Organisation.objects.none(), label=_("Whom you ask"), empty_label=None)
    policy = PolicyChoice(label=_("About which document"))
    text = forms.CharField(
        label=_("Your question or suggestion"),
        help_text=_("Write nothing about the private life of others."),
        max_length=LONGEST,
        widget=TEXT,
    )
    writer = forms.CharField(
        label=_("Your name"), help_text=_("May stay empty."), max_length=60, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered: Any = self.fields
        offered["finance"].queryset = departments()
        offered["policy"].queryset = Policy.objects.as_told_to(ANONYMOUS)


@form_for("library.question.ask")
class AskForm(QuestionFields, StepForm):
    private = frozenset({"text", "writer", "address"})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.actor.is_anonymous:
            ask_for_address(self)


class AnonymousForm(QuestionFields, AddressFields):
    """Without an account."""

    field_order = ("kind", "finance", "policy", "text", "writer", "way", "address")


@form_for("library.question.answer")
class AnswerForm(StepForm):
    reply = forms.CharField(
        label=pgettext_lazy("question", "Answer"),
        help_text=_("It goes to whoever asked."),
        max_length=4000,
        widget=TEXT,
    )
    is_told = forms.BooleanField(label=_("Make question and answer public, for all to read"), required=False)
    told_title = forms.CharField(
        label=_("Title of the notice"),
        help_text=_("In your own words, e.g. “Who may apply for home care?”"),
        max_length=LONGEST_TITLE,
        required=False,
    )
    told_text = forms.CharField(
        label=_("The question as everybody reads it"),
        help_text=_("Without anything that shows who asked."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    publication_reviewed = ReviewedField(required=False)
