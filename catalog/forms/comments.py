"""Input of comments: by somebody who is signed in, or by mail or phone; what finance does with them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.telling.kinds import Way
from catalog.models import Edition
from catalog.models.comment import LONGEST, WAYS
from catalog.models.consultation import Treatment
from core.forms import CodeField
from workflow.forms import StepForm
from workflow.registry import form_for

MOBILE = re.compile(r"1[3-9]\d{9}\Z")
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
        if self.actor.is_anonymous:  # `catalog.commenting` has seen that the address is theirs
            self.fields["way"] = forms.ChoiceField(choices=WAYS)
            self.fields["address"] = forms.CharField(max_length=254)


class AnonymousForm(CommentFields):
    """Without an account: where the code goes, and later the answer."""

    way = forms.ChoiceField(label=_("Send me a code by"), choices=WAYS, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Mail address or mobile number"),
        help_text=_("It is shown to nobody, and erased once you have been answered."),
        max_length=254,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"way", "address"} <= data.keys():
            data["address"] = self._judged(data["way"], data["address"].strip())
        return data

    def _judged(self, way: str, address: str) -> str:
        if way == Way.SMS:
            number = re.sub(r"[\s-]", "", address).removeprefix("+86")
            if not MOBILE.match(number):
                self.add_error("address", _("Enter a mobile number of eleven digits."))
            return number
        try:
            validate_email(address)
        except ValidationError as error:
            self.add_error("address", error)
        return address.lower()


class CodeForm(forms.Form):
    code = CodeField(
        r"^\d{6}\Z",
        label=_("Code"),
        max_length=12,
        error_messages={"invalid": _("The code has six digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


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
