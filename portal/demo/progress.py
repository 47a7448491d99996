"""How far the loading of the city is: the loader holds a lock that carries how many projects there will be.

A lock needs no tidying up: it is gone as soon as the loader has ended, however that came about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, connections

from procurement.models import Project

CITY = 0x63697479
"""The first half of the lock's key; the second half is the number of projects."""
HELD = """
    SELECT objid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND granted AND classid = %s AND objsubid = 2 AND datname = current_database()
"""


@dataclass(frozen=True)
class Progress:
    """Projects that have begun, of all that will."""

    loaded: int
    all: int


@contextmanager
def being_loaded(projects: int) -> Iterator[None]:
    """Tell everybody that so many projects are being loaded, for as long as that takes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [CITY, projects])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [CITY, projects])


def was_loaded() -> bool:
    """Whether the city has been whole once. What visitors have done since stays as they left it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT loaded_at IS NOT NULL FROM legal_clock")
        return cursor.fetchone()[0]


def note_loaded() -> None:
    """Only the owner writes into the clock's table."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE legal_clock SET loaded_at = clock_timestamp()")


def progress() -> Progress | None:
    """Nothing when nobody is loading the city."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [CITY])
        row = cursor.fetchone()
    if row is None:
        return None
    return Progress(min(Project._base_manager.count(), row[0]), row[0])
