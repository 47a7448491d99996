"""The time on the wall: sessions, confirmations, one-time codes and lockouts follow it, whatever the legal date."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The machine's own time. What the law counts asks `workflow.clock.legal_now` instead."""
    return datetime.now(UTC)
