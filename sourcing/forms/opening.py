"""What an official's browser sends to the opener."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sourcing.forms.fields import Base64Field
from workflow.forms import StepForm
from workflow.registry import form_for


@form_for("sourcing.tender.contribute")
class ContributeForm(StepForm):
    ceremony = forms.UUIDField(widget=forms.HiddenInput)
    sealed = Base64Field(label=_("Passphrase"), most=16384)
    private = frozenset({"sealed"})
