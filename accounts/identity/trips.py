"""A trip to the identity service and back: by the code flow, with state, nonce and PKCE, all kept in the session.

What is begun in one browser can be ended only there, once, and for the purpose for which it was begun.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.http import HttpRequest

from accounts.identity import asking, tokens
from accounts.identity.faults import Invalid, NotAnew, NotAsked, TurnedAway, Unreachable
from accounts.identity.service import Service
from accounts.identity.tokens import TOLERANCE, Shown
from core import wall

SESSION_KEY = "identity_trips"
MOST = 5
"""Trips that one browser has begun and not ended: several tabs, and not without end."""
LONGEST = timedelta(minutes=10)
LONGEST_HINT = 2000
"""Characters of a token that goes along in an address: web servers take no endless ones. The service asks then."""
OUTAGES = {"server_error", "temporarily_unavailable"}


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    LINK = "link"
    """Show who one is there, before it is linked with the account."""
    CONFIRM = "confirm"
    """Show once more that it is oneself, before what is grave."""


@dataclass(frozen=True)
class Trip:
    purpose: str
    nonce: str
    verifier: str
    begun_at: float
    back_to: str
    """The page of this portal from which one set out."""
    user: str = ""
    """Who set out, where somebody was signed in."""


def begin(request: HttpRequest, service: Service, purpose: Purpose, back_to: str) -> str:
    """The address at the service to which the browser goes."""
    description = asking.described(service)
    state = secrets.token_urlsafe(32)
    user = str(request.user.pk) if request.user.is_authenticated else ""
    trip = Trip(
        purpose, secrets.token_urlsafe(32), secrets.token_urlsafe(48), wall.now().timestamp(), back_to, user
    )
    others = list(request.session.get(SESSION_KEY, {}).items())[-MOST + 1 :]
    request.session[SESSION_KEY] = dict([*others, (state, asdict(trip))])
    asked = {
        "response_type": "code",
        "client_id": service.client_id,
        "redirect_uri": service.redirect_uri,
        "scope": " ".join(service.scopes),
        "state": state,
        "nonce": trip.nonce,
        "code_challenge": _challenge(trip.verifier),
        "code_challenge_method": "S256",
        **_asked_of_the_person(service, purpose),
    }
    address = description["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def _asked_of_the_person(service: Service, purpose: Purpose) -> dict[str, str]:
    """Before what is grave, and before a link, they sign in anew: somebody else may have left a session open there."""
    anew = {} if purpose is Purpose.SIGN_IN else {"prompt": "login", "max_age": "0"}
    return anew | ({"acr_values": " ".join(service.acr)} if service.acr else {})


def returned(request: HttpRequest) -> Trip:
    """The trip that this answer ends. It is forgotten here: the same answer is worth nothing a second time."""
    begun = request.session.get(SESSION_KEY, {})
    kept = begun.pop(request.GET.get("state", ""), None)
    if kept is None:
        raise NotAsked("no such state")
    request.session[SESSION_KEY] = begun
    trip = Trip(**kept)
    if wall.now() - datetime.fromtimestamp(trip.begun_at, UTC) > LONGEST:
        raise NotAsked("too late")
    if trip.user != (str(request.user.pk) if request.user.is_authenticated else ""):
        raise NotAsked("somebody else is signed in meanwhile")
    return trip


def shown(service: Service, trip: Trip, answer: Mapping[str, str]) -> Shown:
    """Who it was that signed in there."""
    if answer.get("iss", service.issuer) != service.issuer:
        raise Invalid("another service has answered")
    if refused := answer.get("error"):
        raise Unreachable(refused) if refused in OUTAGES else TurnedAway(refused[:100])
    code = answer.get("code", "")
    if not code:
        raise Invalid("there is no code")
    found = tokens.read(service, asking.redeem(service, code, trip.verifier), trip.nonce)
    if trip.purpose != Purpose.SIGN_IN and not _is_anew(trip, found):
        raise NotAnew(f"auth_time is {found.signed_in_at}")
    return found


def _is_anew(trip: Trip, found: Shown) -> bool:
    """Signed in there since the trip began. A service that says nothing about it has not been asked in vain."""
    began = datetime.fromtimestamp(trip.begun_at, UTC)
    return found.signed_in_at is not None and found.signed_in_at >= began - TOLERANCE / 2


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def farewell(service: Service, raw: str, back_to: str) -> str | None:
    """The address at which the service signs somebody out as well, where it has one."""
    address = asking.described(service)["end_session_endpoint"]
    asked = {"client_id": service.client_id, "post_logout_redirect_uri": back_to}
    if len(raw) <= LONGEST_HINT:
        asked["id_token_hint"] = raw
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}" if address else None
