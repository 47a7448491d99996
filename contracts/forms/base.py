"""What several forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from core import numbers
from core.forms import CodeField
from workflow.forms import StepForm

PAPERS = ("pdf", "jpg", "jpeg", "png", "docx", "xlsx")
PICTURES = ("jpg", "jpeg", "png")


class OfContractForm(StepForm):
    """For subjects that are born within a contract: the form says which, and tells it to the subject."""

    parent = "contract"

    contract = forms.ModelChoiceField(Contract.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contract"].queryset = Contract.objects.visible_to(self.actor)  # type: ignore[attr-defined]

    def clean_contract(self) -> Contract:
        self.subject.contract = self.cleaned_data["contract"]
        return self.subject.contract


def account_number(*, label: Any, required: bool = True, help_text: Any = "") -> CodeField:
    """The number of a bank account."""
    return CodeField(
        r"^[0-9]{8,32}\Z",
        label=label,
        help_text=help_text,
        required=required,
        error_messages={"invalid": _("An account number has 8 to 32 digits and nothing else.")},
    )


def sentences(
    label: Any, *, rows: int = 3, most: int = 4000, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def share(label: Any, *, required: bool = True, help_text: Any = "") -> numbers.DecimalField:
    """A percentage with at most two decimals."""
    return numbers.DecimalField(
        label=label,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=required,
        help_text=help_text,
    )


def legal_ground(choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    """Why the law allows it: always asked for. The rule itself says so where it is missing, with its article."""
    field = forms.ChoiceField(label=_("Legal ground"), required=False, choices=[("", _("Choose")), *choices])
    field.needed = True  # type: ignore[attr-defined]
    return field


def count(label: Any, *, required: bool = True, least: int = 0) -> numbers.IntegerField:
    return numbers.IntegerField(label=label, min_value=least, max_value=2_000_000_000, required=required)
