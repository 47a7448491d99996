"""Where django-allauth asks this portal: nobody signs up by it, one confirmation counts for all, mail goes our way."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import confirming, devices, languages, lockouts, second_factor, services
from accounts.backends import PASSWORD_BACKEND
from accounts.identity import sessions as identity_sessions
from accounts.models import User
from accounts.telling.kinds import SECURITY
from core import wall


class AccountAdapter(DefaultAccountAdapter):
    """Signing in ends here, by whichever way somebody came."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        user.backend = PASSWORD_BACKEND
        super().login(request, user)
        confirming.note(request.session)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if mark := (kwargs.get("signal_kwargs") or {}).get("identity"):
            identity_sessions.begin(request.session, mark, second_factor=second_factor.has_one(user))
        devices.remember(request, response, user)
        languages.follow(request, response, user)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        until = confirming.until(context.request.session)
        return until is None or wall.now() >= until

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [{"id": "confirm", "description": "", "url": reverse("accounts:confirm")}]

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Whoever shows a passkey of a closed account, or is linked to one, is told whom to ask."""
        messages.error(request, _("This account is closed. Ask the administrator of your organisation."))
        return HttpResponseRedirect(reverse("accounts:sign_in"))

    def get_client_ip(self, request: HttpRequest) -> str:
        return lockouts.address(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own views say what was done, in our own words."""

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """That a way to sign in was added or taken away."""
        services.send(
            user,
            gettext_lazy("The ways in which you sign in have changed"),
            gettext_lazy(
                "If it wasn't you, change your password at once and tell the administrator of your organisation."
            ),
            reverse("mfa_index"),
            kind=SECURITY,
        )


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted where they rest; passkeys belong to the portal's public name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is wrong, or was used already. Wait for the next one."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second factor first."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return _("Changchun service purchasing")

    def _get_user_identifier(self, user: User) -> str:  # type: ignore[override]
        return user.username

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m").svg_inline(scale=4, border=2)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "localhost", "name": self.get_totp_issuer()}


def _box() -> Fernet:
    key = salted_hmac("accounts.second_factor", "box", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
