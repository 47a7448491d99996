"""Signing in and out, and switching between one's own memberships."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from accounts import actors, confirming
from accounts.demonstration import PASSWORD, accounts_to_show
from accounts.forms import PasswordAgainForm, SignInForm
from accounts.models import Membership


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Name and password. In a demonstration the accounts are listed below the form."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whoever is signed in is sent on, but by no method that the page doesn't have."""
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        confirming.note(self.request.session)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            demonstration_accounts=accounts_to_show(), demonstration_password=PASSWORD, **kwargs
        )


class Confirm(FormView):
    """Before what is grave: show once more that it is you, and go back to where you were."""

    template_name = "accounts/confirm.html"
    form_class = PasswordAgainForm
    http_method_names = ["get", "head", "post"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        confirming.confirm(self.request)
        messages.success(
            self.request,
            _("Confirmed. For %(minutes)s minutes you won't be asked again.")
            % {"minutes": settings.CONFIRMED_MINUTES},
        )
        return HttpResponseRedirect(safe_next(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = {"title": _("Confirm that it is you"), "next": safe_next(self.request)}
        return super().get_context_data(**said, **kwargs)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("portal:home")


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own organisations, and go back to where one was."""
    mine = Membership.objects.visible_to(request.actor).current()  # type: ignore[attr-defined]
    wanted = request.POST.get("membership", "")
    chosen = next((m for m in mine.select_related("organisation") if str(m.pk) == wanted), None)
    if chosen is None:
        raise Http404
    request.session[actors.SESSION_KEY] = str(chosen.pk)
    messages.success(
        request, _("You are now acting for %(organisation)s.") % {"organisation": chosen.organisation}
    )
    return HttpResponseRedirect(safe_next(request))


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, and as whom I can act."""
    context = {
        "title": _("My account"),
        "memberships": actors.memberships_of(request.user),  # type: ignore[arg-type]
        "no_membership": _("You belong to no organisation at present"),
        "no_membership_help": _("Ask the administrator of your organisation to add you."),
    }
    return render(request, "accounts/me.html", context)


def safe_next(request: HttpRequest) -> str:
    """Where to go on: an address of this portal only."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    known = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if known else "/"
