"""Where the code goes, and the code itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.coded.models import WAYS
from accounts.telling.kinds import Way
from core.forms import CodeField
from core.phones import mobile


class AddressFields(forms.Form):
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
            number = mobile(address)
            if number is None:
                self.add_error("address", _("Enter a mobile number of eleven digits."))
            return number or ""
        try:
            validate_email(address)
        except ValidationError as error:
            self.add_error("address", error)
        return address.lower()


class CodeForm(forms.Form):
    code = CodeField(
        r"^\d{6}\Z",
        label=pgettext_lazy("sent to an address", "Code"),
        max_length=12,
        error_messages={"invalid": _("The code has six digits.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def ask_for_address(form: forms.Form) -> None:
    """In a step's form, where nobody is signed in: `sending` has seen that the address is theirs."""
    form.fields["way"] = forms.ChoiceField(choices=WAYS)
    form.fields["address"] = forms.CharField(max_length=254)
