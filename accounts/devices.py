"""Devices that somebody has signed in from before. A rival who guesses elsewhere can't lock them out."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User

SALT = "accounts.device"
MOST = 8
"""People who share one device."""
RANGE = ipaddress.ip_network("fd00::/8")
"""Addresses that nobody on the internet has: under these the failures of known devices are counted."""


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """This browser has let that person in. Worth nothing any more once their password is another."""
    known = _read(request)
    others = {pk: mark for pk, mark in known.items() if pk != str(user.pk)}
    kept = dict([*others.items(), (str(user.pk), [secrets.token_hex(8), _proof(user)])][-MOST:])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(kept, salt=SALT, compress=True),
        max_age=settings.DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known(request: HttpRequest, username: str) -> str:
    """The address under which this device's failures for that account are counted; empty for a stranger's."""
    devices = _read(request)
    if not devices:
        return ""
    user = User.objects.filter(username=username).first()
    number, proof = devices.get(str(user.pk), ("", "")) if user else ("", "")
    if not user or not number or not secrets.compare_digest(proof, _proof(user)):
        return ""
    digest = hashlib.sha256(f"{user.pk}{number}".encode()).digest()[:15]
    return str(ipaddress.IPv6Address(b"\xfd" + digest))


def _proof(user: User) -> str:
    return hashlib.sha256(user.get_session_auth_hash().encode()).hexdigest()[:16]


def _read(request: HttpRequest) -> dict[str, list[str]]:
    value = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        return dict(signing.loads(value, salt=SALT, max_age=settings.DEVICE_COOKIE_AGE)) if value else {}
    except signing.BadSignature:
        return {}
