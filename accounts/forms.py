"""Forms for signing in, and for confirming that it is really oneself."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
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


class PasswordAgainForm(forms.Form):
    """The own password once more, before what is grave."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """Counted like a sign-in: guessing is slowed down here too."""
        given = self.cleaned_data["password"]
        username = self.request.user.get_username()
        if authenticate(self.request, username=username, password=given) is None:
            raise forms.ValidationError(_("The password is wrong. Check it and try again."), code="wrong")
        return given
