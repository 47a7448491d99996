"""Pages show the rules as they stand now, whichever process decided the last change."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rulebook import current


class FreshRules:
    """Looks every few seconds whether a parameter or a calendar was decided."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        current.refresh_if_old()
        return self.get_response(request)
