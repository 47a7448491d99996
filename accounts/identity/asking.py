"""Asking the identity service: its description, its keys, and what a code stands for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import requests

from accounts.identity.faults import Invalid, Unreachable
from accounts.identity.service import Service
from core import wall
from core.origins import is_secure

PATIENCE = (5, 10)
"""Seconds until there is a connection, and until the next word of the answer."""
MOST = 1_000_000
"""Bytes of an answer; keys and tokens take a few thousand."""
KEPT = timedelta(minutes=10)
LEAST = timedelta(seconds=30)
"""Between two looks at the keys: tokens with made-up keys must not make the portal ask all the time."""
DESCRIPTION = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
WANTED_TOO = ("userinfo_endpoint", "end_session_endpoint")


@dataclass(frozen=True)
class Description:
    """What the service says of itself, and the keys with which it signs."""

    said: Mapping[str, Any]
    keys: Mapping[str, Any]
    at: datetime

    def __getitem__(self, name: str) -> Any:
        return self.said.get(name)


_known: dict[str, Description] = {}


def described(service: Service, *, anew: bool = False) -> Description:
    """Kept for a while in each process. `anew`: with a key that isn't known yet, because the service changes keys."""
    known, now = _known.get(service.issuer), wall.now()
    if known is not None and now - known.at < (LEAST if anew else KEPT):
        return known
    said = _get(service.issuer.rstrip("/") + DESCRIPTION)
    if said.get("issuer") != service.issuer:
        raise Invalid(f"the description is that of {said.get('issuer')!r}")
    for name in (*ENDPOINTS, *(n for n in WANTED_TOO if said.get(n))):
        if not is_secure(str(said.get(name, ""))):
            raise Invalid(f"{name} is {said.get(name)!r}")
    _known[service.issuer] = Description(said, _get(said["jwks_uri"]), now)
    return _known[service.issuer]


def redeem(service: Service, code: str, verifier: str) -> Mapping[str, Any]:
    """The tokens for which a code stands: the portal names itself by its secret, and shows that it began the trip."""
    description = described(service)
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": service.redirect_uri,
        "code_verifier": verifier,
    }
    methods = description["token_endpoint_auth_methods_supported"] or ["client_secret_basic"]
    if "client_secret_basic" in methods:
        auth = (quote(service.client_id, safe=""), quote(service.client_secret, safe=""))
        return _asked("POST", description["token_endpoint"], data=given, auth=auth)
    own = {"client_id": service.client_id, "client_secret": service.client_secret}
    return _asked("POST", description["token_endpoint"], data=given | own)


def more_of(service: Service, access_token: str) -> Mapping[str, Any]:
    """What the service tells about a person beside its token; nothing where it doesn't."""
    address = described(service)["userinfo_endpoint"]
    return _get(address, headers={"Authorization": f"Bearer {access_token}"}) if address else {}


def _get(address: str, **options: Any) -> Mapping[str, Any]:
    return _asked("GET", address, **options)


def _asked(method: str, address: str, **options: Any) -> Mapping[str, Any]:
    """A JSON object. It is read by what is announced and no further: no redirects, no long answers."""
    try:
        with requests.request(
            method, address, timeout=PATIENCE, allow_redirects=False, stream=True, **options
        ) as answer:
            body = answer.raw.read(MOST + 1, decode_content=True)
            status = answer.status_code
    except (requests.RequestException, OSError) as problem:
        raise Unreachable(f"{address}: {problem}") from problem
    return _object(address, status, body)


def _object(address: str, status: int, body: bytes) -> Mapping[str, Any]:
    if status >= 500:
        raise Unreachable(f"{address} answered with {status}")
    try:
        found = json.loads(body) if len(body) <= MOST else None
    except ValueError:
        found = None
    if status != 200 or not isinstance(found, dict):
        said = found.get("error") if isinstance(found, dict) else ""
        raise Invalid(f"{address} answered with {status} {said}")
    return found
