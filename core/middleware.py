"""What no page of the portal can mean."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.views import not_found


class NoSuchAddress:
    """An address with a NUL in it names nothing: no text in the database can hold one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return not_found(request) if "\x00" in request.path else self.get_response(request)
