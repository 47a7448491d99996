"""Pages about the portal itself."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def _page(template: str) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    @login_not_required
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return show


accessibility = _page("portal/accessibility.html")
privacy = _page("portal/privacy.html")
site_map = _page("portal/site_map.html")
