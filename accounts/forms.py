"""Forms for signing in, for passwords, and for confirming that it is really oneself."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.forms import PasswordChangeForm as DjangoPasswordChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import passwords

NAME_LENGTH = 60


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


class CodeForm(forms.Form):
    """A one-time code of the app, or one of the recovery codes. Wrong ones are counted like wrong passwords."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=20,
        help_text=_("Six digits from the app, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if authenticate(context.request, username=self.user.username, one_time_secret=code) is None:
            raise forms.ValidationError(
                _("This code is wrong, or was used already. Wait for the next one."), code="wrong"
            )
        return code

    def save(self) -> None:
        """For django-allauth's record of how somebody signed in."""
        held = Authenticator.objects.filter(user_id=self.user.pk).exclude(type=Authenticator.Type.WEBAUTHN)
        post_authentication(context.request, held.order_by("pk").first())


class AppForm(ActivateTOTPForm):
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("One-time code")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class PasskeyForm(AddWebAuthnForm):
    """A new passkey and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What to call it")
        self.fields["name"].help_text = _("For example: the office's laptop")
        self.fields["name"].widget.attrs = {}
        self.fields["name"].max_length = NAME_LENGTH


class WithRule:
    """New passwords: the rule for this person stands beside the field."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any):
        super().__init__(user, *args, **kwargs)  # type: ignore[call-arg]
        self.fields["new_password1"].label = _("New password")  # type: ignore[attr-defined]
        self.fields["new_password1"].help_text = passwords.rule_for(user)  # type: ignore[attr-defined]
        self.fields["new_password2"].label = _("New password again")  # type: ignore[attr-defined]
        self.fields["new_password2"].help_text = ""  # type: ignore[attr-defined]


class PasswordChangeForm(WithRule, DjangoPasswordChangeForm):
    error_messages = {
        "password_mismatch": _("The two passwords differ."),
        "password_incorrect": _("The password is wrong. Check it and try again."),
        "password_same": _("This is the password that you have now. Choose another one."),
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Present password")

    def clean_new_password1(self) -> str:
        given = self.cleaned_data["new_password1"]
        if given == self.cleaned_data.get("old_password"):
            raise forms.ValidationError(self.error_messages["password_same"], code="password_same")
        return given


class NewPasswordForm(WithRule, SetPasswordForm):
    error_messages = {"password_mismatch": _("The two passwords differ.")}


class ForgottenForm(forms.Form):
    username = forms.CharField(
        label=_("Account name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
