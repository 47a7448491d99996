"""Input of comments on a draft catalogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.comments import forms as comments
from catalog.models import Edition
from workflow.registry import form_for

HINT = _("Name the code of each item that you mean. Write nothing about the private life of others.")


@form_for("catalog.comment.submit")
class SubmitForm(comments.SubmitForm):
    parent = "edition"

    text = comments.said(HINT)
    edition = forms.ModelChoiceField(
        Edition.objects.exclude(state=Edition.State.DRAFT), widget=forms.HiddenInput
    )


class AnonymousForm(comments.AnonymousForm):
    text = comments.said(HINT)


form_for("catalog.comment.show")(comments.ShowForm)
form_for("catalog.comment.reply")(comments.ReplyForm)
