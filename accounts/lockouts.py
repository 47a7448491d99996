"""Against guessing: ten wrong tries for an account from one address make one wait, a hundred from anywhere close it
to strangers. Whoever knows a rival's account name must not be able to keep them from a deadline: a device that the
person has used before is counted by itself, and a second factor makes guessing the password worthless.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessFailureLog
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import devices, second_factor, services
from accounts.models import User
from accounts.telling.kinds import SECURITY
from core import wall
from core.phrases import said

HARD_LIMIT = 100
HARD_WINDOW = timedelta(days=1)


def address(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy it is the last address that the proxies themselves have added."""
    direct = request.META.get("REMOTE_ADDR", "")
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if not settings.PROXIES or len(passed) < settings.PROXIES:
        return direct
    try:
        return str(ipaddress.ip_address(passed[-settings.PROXIES]))
    except ValueError:
        return direct


class Handler(AxesDatabaseHandler):
    """Axes counts by account and address; a known device stands in place of its address."""

    def is_allowed(self, request: Any, credentials: dict | None = None) -> bool:
        username = _username(credentials)
        device = devices.known(request, username)
        if device:
            request.axes_ip_address = device
        if not super().is_allowed(request, credentials):
            return False
        return bool(device) or not is_closed(username)

    def user_login_failed(self, sender: Any, credentials: dict, request: Any = None, **kwargs: Any) -> None:
        super().user_login_failed(sender, credentials, request, **kwargs)
        username = _username(credentials)
        if request is not None and not request.axes_locked_out and failures(username) == HARD_LIMIT:
            _warn(username)


def is_closed(username: str) -> bool:
    """Whether strangers' devices get no further, whatever they know. Not for who has a second factor."""
    if failures(username) < HARD_LIMIT:
        return False
    user = User.objects.filter(username=username).first()
    return user is None or not second_factor.has_one(user)


def failures(username: str) -> int:
    """Wrong tries of a day, from strangers' devices."""
    since = wall.now() - HARD_WINDOW
    tried = AccessFailureLog.objects.filter(username=username, attempt_time__gt=since)
    return tried.exclude(ip_address__istartswith="fd").count()


def _warn(username: str) -> None:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return
    subject = _("Somebody tries to sign in with your account")
    text = _(
        "The password of %(username)s was wrong %(times)s times within a day. From devices that you have used "
        "before you get in as always; on another one reset the password, or use a second factor."
    )
    services.send(user, subject, said(text, username=username, times=HARD_LIMIT), kind=SECURITY)


def _username(credentials: dict | None) -> str:
    return str((credentials or {}).get("username") or "")
