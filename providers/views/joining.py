"""Opening an account for an organisation that is new here."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from providers.joining import JoinForm, open_account

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password", "again")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            login(request, open_account(form.cleaned_data), backend=BACKEND)
            return HttpResponseRedirect(reverse("providers:provider-register"))
        except IntegrityError:
            form.add_error(
                "code", _("This organisation has an account already. Ask its people to let you in.")
            )
    status = 422 if form.errors else 200
    return render(
        request, "providers/join.html", {"title": _("Become a provider"), "form": form}, status=status
    )
