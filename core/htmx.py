"""Small things that views need to answer htmx as well as a plain browser."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asks for a piece of the page. Never for its boosted links or its history."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def render_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The whole page for a browser, the part alone for htmx. Caches are told that both live at one address."""
    template = part if wants_part(request) else page
    response = render(request, template, context, status=status)
    response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
    return response


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Leave for another page. htmx would swap a redirect's page into the piece it asked for."""
    if wants_part(request):
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)
