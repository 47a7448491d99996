"""Before what is grave: show once more that it is you, and go back to where you were."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from accounts import confirming, second_factor
from accounts.forms import CodeForm, PasswordAgainForm
from accounts.identity.service import offered
from accounts.identity.views import confirming_identity
from accounts.views.ways import safe_next


class Confirm(View):
    """Who has a second factor is asked for that one, others for their password or, where they came through the
    identity service, by that."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.has_passkeys = second_factor.has(request.user, Authenticator.Type.WEBAUTHN)  # type: ignore[arg-type]
        self.has_app = second_factor.has(request.user, Authenticator.Type.TOTP)  # type: ignore[arg-type]
        self.identity_service = offered() if confirming_identity(request) else None
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.has_passkeys and "credential" in request.POST:
            form: Any = ReauthenticateWebAuthnForm(user=request.user, data=request.POST)
        else:
            form = self.form(request.POST)
        if form is None or not form.is_valid():
            if "credential" in request.POST:
                messages.error(request, _("That didn't work. Try again, or use another way."))
                form = self.form()
            return self.show(form)
        confirming.confirm(request)
        said = _("Confirmed. For %(minutes)s minutes you won't be asked again.")
        messages.success(request, said % {"minutes": settings.CONFIRMED_MINUTES})
        return HttpResponseRedirect(safe_next(request))

    def form(self, data: Any = None) -> Any:
        if self.has_passkeys or self.has_app:
            return CodeForm(data, user=self.request.user)
        return (
            PasswordAgainForm(data, request=self.request) if self.request.user.has_usable_password() else None
        )

    def show(self, form: Any) -> HttpResponse:
        context = {
            "title": _("Confirm that it is you"),
            "next": safe_next(self.request),
            "form": form,
            "has_app": self.has_app,
            "identity_service": self.identity_service,
            "has_passkeys": self.has_passkeys,
        }
        if self.has_passkeys:
            options = webauthn.begin_authentication(self.request.user)  # type: ignore[arg-type]
            context["js_data"] = {"request_options": options}
        return render(self.request, "accounts/confirm.html", context)
