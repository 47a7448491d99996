"""Sessions end: when nobody was there for a while, and at the latest after a working day. By the time on the wall."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from core import wall

BEGAN, SEEN = "began_at", "seen_at"
ONCE_IN = 60
"""Seconds between two notes that somebody was there."""


class SessionStore(DatabaseSessions):
    """Whoever signs in, by whichever way, has their session dated."""

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        if key == SESSION_KEY:
            now = wall.now().timestamp()
            super().__setitem__(BEGAN, now)
            super().__setitem__(SEEN, now)

    @classmethod
    def get_model_class(cls) -> Any:
        return DatabaseSessions.get_model_class()


def is_over(session: Any) -> bool:
    """Whether it has lasted or stood still too long. One without dates is over."""
    now = wall.now().timestamp()
    longest = timedelta(hours=settings.SESSION_HOURS).total_seconds()
    idle = timedelta(minutes=settings.IDLE_MINUTES).total_seconds()
    return now - session.get(BEGAN, 0) > longest or now - session.get(SEEN, 0) > idle


def note(session: Any) -> None:
    """Somebody is there."""
    now = wall.now().timestamp()
    if now - session.get(SEEN, 0) > ONCE_IN:
        session[SEEN] = now
