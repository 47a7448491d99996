"""Signing in, with the second factor where somebody has one, and signing out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import second_factor
from accounts.demonstration import PASSWORD, accounts_to_show
from accounts.forms import CodeForm, SignInForm
from accounts.identity import sessions, trips
from accounts.identity.faults import Fault
from accounts.identity.service import offered
from accounts.views.ways import OnlyItsMethods


class SignIn(OnlyItsMethods, LoginView):
    """Name and password; then the second factor. In a demonstration the accounts are listed below the form."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {"username": login.user.username}, login)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "demonstration_accounts": accounts_to_show(),
            "demonstration_password": PASSWORD,
            "forgotten_url": reverse("accounts:forgotten"),
            "identity_service": offered(),
        }
        return super().get_context_data(**shown, **kwargs)


class SecondFactor(OnlyItsMethods, AuthenticateView):
    """The password was right: now the one-time code, a recovery code, or a passkey."""

    template_name = "accounts/second_factor.html"
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        passkeys = second_factor.has(user, Authenticator.Type.WEBAUTHN)
        said = {"title": _("Second factor"), "has_passkeys": passkeys}
        said["has_app"] = second_factor.has(user, Authenticator.Type.TOTP)
        return super().get_context_data(**kwargs) | said


class PasskeySignIn(OnlyItsMethods, LoginWebAuthnView):
    """With a passkey alone: it is two factors in one, the device and what unlocks it."""

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("This passkey isn't known here. Sign in with your password instead."))
        return HttpResponseRedirect(reverse(settings.LOGIN_URL))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Whoever came through the identity service is signed out there, too, where it offers that."""
    token = sessions.token(request.session)
    logout(request)
    if token and (there := _farewell(request, token)):
        return HttpResponseRedirect(there)
    messages.success(request, _("You are signed out."))
    return redirect("portal:home")


def _farewell(request: HttpRequest, token: str) -> str | None:
    """Nothing at the service keeps anybody signed in here."""
    service = offered()
    if service is None:
        return None
    try:
        there = trips.farewell(service, token, urljoin(settings.PUBLIC_URL, reverse("portal:home")))
    except Fault:
        there = None
    if there is None:
        said = _("At “%(service)s” you may still be signed in: on a shared computer sign out there, too.")
        messages.warning(request, said % {"service": service})
    return there
