"""Changing the own password, and a new one for who has forgotten theirs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts import devices, passwords, services
from accounts.forms import ForgottenForm, NewPasswordForm, PasswordChangeForm
from accounts.views.ways import OnlyItsMethods
from core.components import Crumb


class Change(views.PasswordChangeView):
    """All other sessions end with the old password; this one goes on under a new key."""

    template_name = "accounts/password.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("mfa_index")
    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        devices.remember(self.request, answer, form.user)
        messages.success(self.request, _("The password is changed. You are signed out on all other devices."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [Crumb(_("Signing in and devices"), reverse("mfa_index")), Crumb(_("Change the password"))]
        user: Any = self.request.user
        said = {"crumbs": crumbs, "ended": passwords.must_be_changed(user)}
        return super().get_context_data(**kwargs) | said | {"title": _("Change the password")}


@method_decorator(login_not_required, name="dispatch")
class Forgotten(FormView):
    """The answer is the same whether there is such an account or not, and takes as long."""

    template_name = "accounts/forgotten.html"
    form_class = ForgottenForm
    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: Any) -> HttpResponse:
        services.ask_for_reset(form.cleaned_data["username"])
        messages.success(
            self.request,
            _(
                "If there is such an account with an e-mail address, a link is on its way. It is valid for an hour."
            ),
        )
        return HttpResponseRedirect(reverse("accounts:sign_in"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"title": _("Forgotten password")}


class Reset(OnlyItsMethods, views.PasswordResetConfirmView):
    """By the link of the mail. It signs nobody in: the second factor is asked for as always."""

    template_name = "accounts/reset.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:sign_in")
    post_reset_login = False

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        devices.remember(self.request, answer, form.user)
        messages.success(self.request, _("The password is changed. Sign in with the new one."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"title": _("New password")}
