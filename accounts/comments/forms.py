"""Input of comments: by somebody who is signed in, or by mail or phone; what the office does with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.coded.forms import AddressFields, ask_for_address
from accounts.comments.models import LONGEST, Comment, Treatment
from core.personal import without_numbers
from workflow.forms import StepForm

TEXT = forms.Textarea(attrs={"rows": 6})
PRIVATE = _("Write nothing about the private life of others.")


def said(help_text: Any = PRIVATE) -> forms.CharField:
    return forms.CharField(label=_("Your comment"), help_text=help_text, max_length=LONGEST, widget=TEXT)


class CommentFields(forms.Form):
    """What everybody says."""

    text = said()
    writer = forms.CharField(
        label=_("Name to be shown"),
        help_text=_("May stay empty: the comment is then shown without a name."),
        max_length=60,
        required=False,
    )


class SubmitForm(CommentFields, StepForm):
    """The app adds what it is about, as `parent`."""

    private = frozenset({"text", "writer", "address"})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.actor.is_anonymous:
            ask_for_address(self)


class AnonymousForm(CommentFields, AddressFields):
    """Without an account."""

    field_order = ("text", "writer", "way", "address")


class ShowForm(StepForm):
    """Begins with what was written, without the numbers in it. Left empty, it is shown as it was written."""

    private = frozenset({"shown_text"})

    shown_text = forms.CharField(
        label=_("The comment as everybody reads it"),
        help_text=_("Their own words; …… where something is left out."),
        max_length=LONGEST,
        required=False,
        widget=TEXT,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["shown_text"].initial = without_numbers(self._written())

    def _written(self) -> str:
        return self.subject.text if isinstance(self.subject, Comment) else ""

    def clean_shown_text(self) -> str:
        return self.cleaned_data["shown_text"] or self._written()


class ReplyForm(StepForm):
    treatment = forms.ChoiceField(
        label=_("What became of it"), choices=Treatment.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=pgettext_lazy("comment", "Answer"),
        help_text=_("It stands below the comment, and goes to whoever wrote it."),
        max_length=2000,
        widget=TEXT,
    )
