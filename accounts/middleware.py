"""Every request has an actor."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts import actors
from core.actor import ANONYMOUS, Actor


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person in their active membership, or the public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANONYMOUS
    return actors.actor_for(request.user, request.session.get(actors.SESSION_KEY))  # type: ignore[arg-type]
