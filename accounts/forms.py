"""The form for signing in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Says the same whether the name or the password is wrong."""

    error_messages = {
        "invalid_login": _("Account name or password is wrong. Check both and try again."),
        "inactive": _("Account name or password is wrong. Check both and try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account name")
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """What can't be an account name is wrong like any other, before anything is looked up or logged."""
        name = self.cleaned_data["username"]
        if len(name) > self.fields["username"].max_length:  # type: ignore[attr-defined]
            raise forms.ValidationError(self.error_messages["invalid_login"], code="invalid_login")
        return name
