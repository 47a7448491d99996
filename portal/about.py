"""Pages about the portal itself."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.demonstration import is_demonstration


def _page(template: str) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    @login_not_required
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return show


@require_safe
@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: what is public, but never an invented city taken for a real one."""
    refused = ["/"] if is_demonstration() else ["/accounts/", "/search/", "/evaluation/s/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


accessibility = _page("portal/accessibility.html")
privacy = _page("portal/privacy.html")
site_map = _page("portal/site_map.html")
