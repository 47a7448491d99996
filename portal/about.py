"""Pages about the portal itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.models import ChainHead

SHOWN_HEADS = 30


def _page(
    template: str, context: Callable[[], dict[str, Any]] = dict
) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    @login_not_required
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, template, context())

    return show


accessibility = _page("portal/accessibility.html")
privacy = _page("portal/privacy.html")
site_map = _page("portal/site_map.html")
verify = _page("portal/verify.html", lambda: {"heads": ChainHead.objects.all()[:SHOWN_HEADS]})
