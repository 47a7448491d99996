"""Input of comments: by somebody who is signed in, or by mail or phone; what finance does with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.coded.forms import AddressFields, ask_for_address
from catalog.models import Edition
from catalog.models.comment import LONGEST
from catalog.models.consultation import Treatment
from workflow.forms import StepForm
from workflow.registry import form_for

TEXT = forms.Textarea(attrs={"rows": 6})


class CommentFields(forms.Form):
    """What everybody says."""

    text = forms.CharField(
        label=_("Your comment"),
        help_text=_(
            "Name the code of each item that you mean. Write nothing about the private life of others."
        ),
        max_length=LONGEST,
        widget=TEXT,
    )
    writer = forms.CharField(
        label=_("Name to be shown"),
        help_text=_("May stay empty: the comment is then shown without a name."),
        max_length=60,
        required=False,
    )


@form_for("catalog.comment.submit")
class SubmitForm(CommentFields, StepForm):
    parent = "edition"
    private = frozenset({"text", "writer", "address"})

    edition = forms.ModelChoiceField(
        Edition.objects.exclude(state=Edition.State.DRAFT), widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.actor.is_anonymous:
            ask_for_address(self)


class AnonymousForm(CommentFields, AddressFields):
    """Without an account."""

    field_order = ("text", "writer", "way", "address")


@form_for("catalog.comment.reply")
class ReplyForm(StepForm):
    treatment = forms.ChoiceField(
        label=_("What became of it"), choices=Treatment.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("It stands below the comment, and goes to whoever wrote it."),
        max_length=2000,
        widget=TEXT,
    )
