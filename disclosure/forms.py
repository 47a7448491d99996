"""Inputs of this app's steps, and what other apps' publishing steps add to theirs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from disclosure.models import Notice
from disclosure.models.withholding import Basis
from workflow import registry
from workflow.forms import StepForm


class ReviewedField(forms.BooleanField):
    """The confirmation that comes before publication. Name it `publication_reviewed` in a publishing step's form."""

    def __init__(self, **kwargs: object):
        kwargs.setdefault("label", _("I have reviewed what will be published"))
        kwargs.setdefault(
            "help_text",
            _("It holds no state or trade secrets and no needless personal data, and its wording is right."),
        )
        super().__init__(**kwargs)


class FieldNames(forms.MultipleChoiceField):
    """Names of fields of a notice; the check of the step says whether the notice has them."""

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


@registry.form_for("disclosure.withholding.propose")
class ProposeForm(StepForm):
    """Which parts of which notice, and why."""

    notice = forms.ModelChoiceField(Notice.objects.all(), widget=forms.HiddenInput)
    field_names = FieldNames(label=_("Fields to withhold"), widget=forms.CheckboxSelectMultiple)
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices)
    explanation = forms.CharField(
        label=_("Explanation"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
