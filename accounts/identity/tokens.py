"""An ID token: what the identity service has signed about a person, and whether it holds good for this very trip."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from accounts.identity import asking
from accounts.identity.asking import Description
from accounts.identity.faults import Invalid, TooWeak
from accounts.identity.service import Service
from core import wall

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signed with a key that only the service has: never `none`, never by a secret that both sides know."""
DEMANDED = ["iss", "sub", "aud", "exp", "iat"]
TOLERANCE = timedelta(seconds=60)
"""How far the clocks of the two may differ."""
LONGEST = 255
"""As OpenID Connect limits subjects."""


@dataclass(frozen=True)
class Shown:
    """Who somebody is, by the word of the service."""

    issuer: str
    subject: str
    """What the claim says that names a person for good."""
    name: str
    signed_in_at: datetime | None
    """When they showed there who they are, where the service says so."""
    is_strong: bool
    """By two factors, where the portal has agreed with the service how it says so."""
    raw: str
    """The token as it came: the service wants it back at signing out."""


def read(service: Service, tokens: Mapping[str, Any], nonce: str) -> Shown:
    """Raises `Invalid` where anything about it isn't as it must be, and `TooWeak` below the level agreed on."""
    raw = tokens.get("id_token")
    if not isinstance(raw, str):
        raise Invalid("there is no ID token")
    claims = _verified(service, raw)
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Invalid("the nonce is another one")
    if claims.get("azp", service.client_id) != service.client_id:
        raise Invalid("the token was made for another application")
    if service.acr and claims.get("acr") not in service.acr:
        raise TooWeak(f"acr is {claims.get('acr')!r}")
    told = _with_more(service, claims, tokens)
    return Shown(
        issuer=service.issuer,
        subject=_text(told.get(service.claim), service.claim),
        name=str(told.get("name") or "")[:100],
        signed_in_at=_moment(claims.get("auth_time")),
        is_strong=bool(service.acr),
        raw=raw,
    )


def _verified(service: Service, raw: str) -> Mapping[str, Any]:
    """Signature, issuer, audience and times."""
    try:
        return jwt.decode(
            raw,
            key=_key(service, raw),
            algorithms=ALGORITHMS,
            audience=service.client_id,
            issuer=service.issuer,
            leeway=TOLERANCE,
            options={"require": DEMANDED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as problem:
        raise Invalid(f"ID token: {problem}") from problem


def _key(service: Service, raw: str) -> Any:
    """The service's key that the token names; where it isn't known, the keys are looked at anew."""
    wanted = jwt.get_unverified_header(raw).get("kid")
    for anew in (False, True):
        found = _among(asking.described(service, anew=anew), wanted)
        if found is not None:
            return found
    raise Invalid(f"no key is called {wanted!r}")


def _among(description: Description, wanted: str | None) -> Any:
    try:
        keys = jwt.PyJWKSet.from_dict(dict(description.keys)).keys
    except (jwt.PyJWKSetError, jwt.PyJWKError) as problem:
        raise Invalid(f"keys: {problem}") from problem
    signing = [key for key in keys if key.public_key_use in {None, "sig"}]
    if wanted is None:
        return signing[0].key if len(signing) == 1 else None
    return next((key.key for key in signing if key.key_id == wanted), None)


def _with_more(service: Service, claims: Mapping[str, Any], tokens: Mapping[str, Any]) -> Mapping[str, Any]:
    """Some services tell beside the token what names a person; it must be about the same one."""
    if claims.get(service.claim):
        return claims
    more = asking.more_of(service, str(tokens.get("access_token", "")))
    if more and more.get("sub") != claims["sub"]:
        raise Invalid("what is told beside the token is about somebody else")
    return {**more, **claims}


def _text(value: Any, claim: str) -> str:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text.strip() or len(text) > LONGEST or "\x00" in text:
        raise Invalid(f"{claim} names nobody")
    return text


def _moment(value: Any) -> datetime | None:
    """A time that lies ahead is none: nobody has signed in then."""
    try:
        moment = datetime.fromtimestamp(value, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return moment if moment <= wall.now() + TOLERANCE else None
