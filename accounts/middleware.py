"""Sessions end in time, first things come first, and every request has an actor; a 404 that another of one's own
memberships would open says so.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import actors, confirming, kinds, passwords, second_factor, sessions
from accounts.identity import sessions as identity
from accounts.models import Membership, User
from core.actor import ANONYMOUS, Actor
from core.views import not_found

OPEN_MEANWHILE = {
    "accounts:confirm",
    "accounts:identity_confirm",
    "accounts:password",
    "accounts:sign_out",
    "accounts:end_session",
}
"""Beside the pages of the second factor: what one needs to see to it, or to leave."""


class SessionLimits:
    """Ends a session that has stood still or lasted too long, or that began by an identity whose link has been cut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_over(request.session) or identity.is_cut_off(request.session):
                logout(request)
            elif not _asks_by_itself(request):
                sessions.note(request.session)
        return self.get_response(request)


class FirstThings:
    """Whoever needs a second factor or a new password sees to that before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        wanted = first_thing(request.user, request.session)  # type: ignore[arg-type]
        if wanted is None:
            return None
        name = getattr(request.resolver_match, "view_name", "")
        public = not getattr(view, "login_required", True)
        if name.startswith("mfa_") or name in OPEN_MEANWHILE or public:
            return None
        return HttpResponseRedirect(reverse(wanted))


def first_thing(user: User, session: Any) -> str | None:
    """The page that comes first, if one does. A password that has reached its age waits until it is used."""
    if lacks_second_factor(user, session):
        return "mfa_index"
    if identity.came_by(session):
        return None
    return "accounts:password" if passwords.must_be_changed(user) else None


def lacks_second_factor(user: User, session: Any) -> bool:
    """Whoever came through the identity service has shown two factors there, where that is agreed with it."""
    if identity.is_strong(session) or not kinds.needs_second_factor(user):
        return False
    return not second_factor.has_one(user)


def _asks_by_itself(request: HttpRequest) -> bool:
    """A page that looks for news every few seconds is no sign that somebody sits before it."""
    return request.method == "GET" and "HX-Request" in request.headers


class ActorMiddleware:
    """Sets `request.memberships`, and `request.actor`: the signed-in person in the active one of these, or the public.

    Read anew at every request: a revoked role ends at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.memberships = SimpleLazyObject(lambda: actors.memberships_of(request.user))  # type: ignore[attr-defined, arg-type]
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
    for membership in request.memberships:  # type: ignore[attr-defined]
        if membership.pk == request.actor.membership_id:  # type: ignore[attr-defined]
            continue
        other = copy.copy(request)
        other.is_trial = True  # type: ignore[attr-defined]  # whoever writes down that somebody was there doesn't
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
    until = confirming.until(request.session)
    return actors.actor_for(request.user, request.memberships, wanted, until)  # type: ignore[attr-defined, arg-type]
