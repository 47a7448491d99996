"""The sealer: its own database role, the only one that writes the chain."""

from __future__ import annotations

from datetime import timedelta
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


def publish_head() -> None:
    """Publish where the chain stands. At a fixed rhythm, and it carries no count."""
    _call("SELECT audit.publish_head()")


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


def _call(sql: str, *params: Any) -> int:
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0] or 0
