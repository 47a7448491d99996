"""Input of comments on a draft requirement."""

from __future__ import annotations

from django import forms

from accounts.comments import forms as comments
from procurement.models import Requirement
from workflow.registry import form_for


@form_for("procurement.requirementcomment.submit")
class SubmitForm(comments.SubmitForm):
    parent = "requirement"

    requirement = forms.ModelChoiceField(Requirement.objects.up_for_comment(), widget=forms.HiddenInput)


form_for("procurement.requirementcomment.show")(comments.ShowForm)
form_for("procurement.requirementcomment.reply")(comments.ReplyForm)
