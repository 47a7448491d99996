"""One's own ways of signing in: password, second factor, recovery codes, and the devices that are signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import passwords, second_factor
from accounts.forms import AppForm, PasskeyForm
from accounts.identity.service import offered
from accounts.middleware import lacks_second_factor
from accounts.models import Identity
from core.components import Crumb

BROWSERS = [
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("QQBrowser", "QQ"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]
"""Marks in what a browser says of itself, in the order in which they are looked for."""
INDEX = reverse_lazy("mfa_index")


class OwnPage:
    """A page below the one that lists all ways of signing in."""

    http_method_names = ["get", "head", "post"]
    title: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [Crumb(_("Signing in and devices"), str(INDEX)), Crumb(self.title)]
        return super().get_context_data(**kwargs) | {"title": self.title, "crumbs": crumbs}  # type: ignore[misc]


class Security(IndexView):
    """All of it on one page."""

    template_name = "accounts/security.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        found = super().get_context_data(**kwargs)
        held = found["authenticators"]
        signed_in = UserSession.objects.purge_and_list(user)
        codes = held.get(Authenticator.Type.RECOVERY_CODES)
        return found | {
            "title": _("Signing in and devices"),
            "crumbs": [Crumb(_("My account"), reverse("accounts:me")), Crumb(_("Signing in and devices"))],
            "app": held.get(Authenticator.Type.TOTP),
            "passkeys": held.get(Authenticator.Type.WEBAUTHN, []),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "has_codes": codes is not None,
            "demanded": lacks_second_factor(user, self.request.session),
            "must_change": passwords.must_be_changed(user),
            "password_rule": passwords.rule_for(user),
            "identity_service": offered(),
            "identities": Identity.objects.linked().filter(user=user),
            "sessions": [_row(s) for s in sorted(signed_in, key=lambda s: s.created_at, reverse=True)],
        }


class AddApp(OwnPage, ActivateTOTPView):
    """Show the secret once; the first code proves that it has arrived."""

    template_name = "accounts/add_app.html"
    form_class = AppForm
    title = gettext_lazy("Set up an authenticator app")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        held = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        counter = second_factor.counter_of(form.secret, form.cleaned_data["code"])
        if counter is not None:
            second_factor.use_up(held, counter)
        messages.success(
            self.request, _("The app is set up. From now on a code is asked for when you sign in.")
        )
        return answer


class RemoveApp(OwnPage, DeactivateTOTPView):
    template_name = "accounts/remove.html"
    title = gettext_lazy("Remove the authenticator app")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Removed."))
        return super().form_valid(form)


class Codes(OwnPage, ViewRecoveryCodesView):
    """Shown once, to be kept on paper."""

    template_name = "accounts/codes.html"
    http_method_names = ["get", "head"]
    title = gettext_lazy("Recovery codes")


class NewCodes(OwnPage, GenerateRecoveryCodesView):
    template_name = "accounts/new_codes.html"
    title = gettext_lazy("New recovery codes")


class AddPasskey(OwnPage, AddWebAuthnView):
    template_name = "accounts/add_passkey.html"
    form_class = PasskeyForm
    title = gettext_lazy("Add a passkey")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        messages.success(self.request, _("The passkey is added. You can sign in with it alone."))
        return answer


class RemovePasskey(OwnPage, RemoveWebAuthnView):
    template_name = "accounts/remove.html"
    success_url = INDEX
    title = gettext_lazy("Remove a passkey")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Removed."))
        return super().form_valid(form)


def _row(session: UserSession) -> dict[str, Any]:
    """One device, in words that its owner knows it by."""
    return {
        "pk": session.pk,
        "ip": session.ip,
        "created_at": session.created_at,
        "is_current": session.is_current(),
        "device": device_of(session.user_agent),
    }


def device_of(user_agent: str) -> str:
    """Browser and system, as far as they say it."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part) or _("Unknown device")


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out one device, or all but this one."""
    mine = UserSession.objects.filter(user=request.user)  # type: ignore[misc]
    wanted = request.POST.get("session", "")
    if wanted == "others":
        chosen = [s for s in mine if not s.is_current()]
    else:
        chosen = [s for s in mine if str(s.pk) == wanted]
        if not chosen:
            raise Http404
    end_sessions(request, chosen)
    messages.success(request, _("Signed out there."))
    return HttpResponseRedirect(str(INDEX))
