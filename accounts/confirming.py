"""Confirming that it is really oneself, before what is grave. The session keeps when; the actor carries until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import wall

SESSION_KEY = "confirmed_at"


def confirm(request: HttpRequest) -> None:
    """Write down that the person has just shown that it is them. The session's old key is worth nothing any more."""
    request.session.cycle_key()
    note(request.session)


def note(session: Any) -> None:
    session[SESSION_KEY] = wall.now().timestamp()


def until(session: Any) -> datetime | None:
    """Until when the last confirmation counts; None where there was none."""
    at = session.get(SESSION_KEY)
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC) + timedelta(minutes=settings.CONFIRMED_MINUTES)
