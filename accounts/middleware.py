"""Every request has an actor; and a 404 that another of one's own memberships would open says so."""

from __future__ import annotations

import copy
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts import actors, confirming
from accounts.models import Membership
from core.actor import ANONYMOUS, Actor
from core.views import not_found


class ActorMiddleware:
    """Sets `request.actor`: the signed-in person in their active membership, or the public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.status_code == 404 and request.method == "GET" and request.user.is_authenticated:
            request.switch_to = would_open(request)  # type: ignore[attr-defined]
            return not_found(request) if request.switch_to else response  # type: ignore[attr-defined]
        return response


def would_open(request: HttpRequest) -> Membership | None:
    """The first of the person's other memberships for which this page exists. Reads only: GET changes nothing."""
    match = request.resolver_match
    if match is None:
        return None
    for membership in actors.memberships_of(request.user):  # type: ignore[arg-type]
        if membership.pk == request.actor.membership_id:  # type: ignore[attr-defined]
            continue
        other = copy.copy(request)
        other.actor = actors.of_membership(membership)  # type: ignore[attr-defined]
        if _opens(match, other):
            return membership
    return None


def _opens(match: object, request: HttpRequest) -> bool:
    try:
        return match.func(request, *match.args, **match.kwargs).status_code < 400  # type: ignore[attr-defined]
    except (Http404, PermissionDenied):
        return False


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANONYMOUS
    wanted = request.session.get(actors.SESSION_KEY)
    return actors.actor_for(request.user, wanted, confirming.until(request.session))  # type: ignore[arg-type]
