"""Pauses of legal periods: an outage, force majeure, an order of suspension.

Who orders them is not known here: the app that keeps them registers where they are found. An act that opens a duty
and one that orders a pause must not miss each other, so every act shares a lock that an order takes for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import connection

from workflow.law import Pause

Source = Callable[[str, Iterable[UUID]], Iterable[Pause]]
LOCK = 0x7061757365
"""The number of the advisory lock, as good as any other."""


class _Registered:
    source: Source = staticmethod(lambda jurisdiction, keys: ())


def register(source: Source) -> None:
    """Take pauses from `source(jurisdiction, keys)`: those of a place and of any of these subjects."""
    _Registered.source = staticmethod(source)


def of(jurisdiction: str, keys: Iterable[UUID]) -> list[Pause]:
    """Pauses ordered for the whole portal, for that place or one above it, or for one of these subjects."""
    return list(_Registered.source(jurisdiction, keys))


def share() -> None:
    """Until the end of the transaction no pause is ordered. Every act begins so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


def alone() -> None:
    """Wait until no other act is under way, and let none begin before the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
