"""Handing in and withdrawing. What is sealed never passes through a form: only its upload is named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sourcing.models import Tender, Upload
from workflow.forms import StepForm
from workflow.registry import form_for


class BidForm(StepForm):
    tender = forms.ModelChoiceField(Tender.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["tender"].queryset = Tender.objects.visible_to(self.actor)


@form_for("sourcing.bid.submit")
class SubmitForm(BidForm):
    upload = forms.ModelChoiceField(
        Upload.objects.none(),
        to_field_name="token",
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This upload is not yours, or no longer there.")},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["upload"].queryset = Upload.objects.visible_to(self.actor)


@form_for("sourcing.bid.withdraw")
class WithdrawForm(BidForm):
    pass
