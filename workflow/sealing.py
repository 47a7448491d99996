"""The sealer: its own database role, the only one that writes the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, connections, transaction

ALIAS = "sealer"
ALARM = timedelta(seconds=60)


def seal(most: int = 5000) -> int:
    """Link what is certain to be committed. Returns how many events were linked."""
    total = 0
    while done := _call("SELECT audit.seal(%s)", most):
        total += done
    return total


def publish_head() -> bool:
    """Publish where the chain stands. Says whether there was anything new to tell: an empty log has no head."""
    return bool(_call("SELECT audit.publish_head()"))


@dataclass
class Rhythm:
    """When a head is due: as each legal day begins, and so many seconds after the last one.

    Both would be so whatever happens in the portal: from when heads appear nobody learns how much is going on.
    """

    every: float
    published: float | None = None
    day: date | None = None

    def is_due(self, seconds: float, today: date) -> bool:
        return self.published is None or today != self.day or seconds - self.published >= self.every

    def keep(self, seconds: float, today: date) -> None:
        """If one is due now, publish it; while the log is empty it stays due."""
        if self.is_due(seconds, today) and publish_head():
            self.published, self.day = seconds, today


def today() -> date:
    """The legal day, as the sealer's own role reads it."""
    return _call("SELECT (public.legal_now() AT TIME ZONE 'Asia/Shanghai')::date")


def disconnect() -> None:
    connections[ALIAS].close()


def oldest_unsealed() -> timedelta | None:
    """How long the oldest unsealed event has waited; more than `ALARM` means that the sealer isn't running."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp() - min(e.recorded_at) FROM audit.audit_pending p"
            " JOIN audit.audit_event e ON e.id = p.event_id"
        )
        return cursor.fetchone()[0]


def _call(sql: str, *params: Any) -> Any:
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0] or 0
