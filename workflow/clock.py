"""The only legal clock: SQL `legal_now()`.

In production it is `clock_timestamp()` and there is nothing to move. A database created as a demonstration or a
practice area keeps an offset that may only grow; a database created for tests can be pinned to a moment. Sessions,
one-time codes and lockouts use wall time and have nothing to do with this module.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Func

SHANGHAI = ZoneInfo("Asia/Shanghai")


class LegalNow(Func):
    """`legal_now()` inside a query or as a `db_default`."""

    function = "legal_now"
    arity = 0
    output_field = DateTimeField()


def _scalar(sql: str, *params: Any) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


def legal_now() -> datetime:
    """The moment that decides what is early, open, late or overdue (aware, UTC)."""
    return _scalar("SELECT legal_now()")


def legal_date(moment: datetime | None = None) -> date:
    """The calendar day in Shanghai, on which all periods are counted."""
    return (moment or legal_now()).astimezone(SHANGHAI).date()


def database_kind() -> str:
    """`production`, `demonstration`, `practice` or `test`: fixed when the database was created."""
    return _kind_of(connection.settings_dict["NAME"])


@cache
def _kind_of(_database: str) -> str:
    """Asked once of each database that this process works in: it never changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_kind()")
        return cursor.fetchone()[0]


def advance_to(moment: datetime) -> datetime:
    """Move a demonstration's clock forward. Raises `DatabaseError` when asked to go back, or in production."""
    return _scalar("SELECT legal_clock_advance(%s)", moment)


def set_legal_now(moment: datetime | None) -> None:
    """Pin the clock of a test database, or let it run again with `None`. Refused everywhere else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT legal_clock_set(%s)", [moment])
