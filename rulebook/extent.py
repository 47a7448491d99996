"""How far an export of the event log may reach while bids are sealed.

Nobody may learn from the log who bids or how many (招标投标法 22). The app that keeps tenders says from which
moment on the log must be held back (`services.hold_log_from`); the export ends before the first link from then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import connection

Hold = Callable[[], "datetime | None"]
holds: list[Hold] = []

LAST = "SELECT coalesce(max(seq), 0) FROM audit.audit_link"
LAST_BEFORE = """
    SELECT coalesce(min(l.seq) - 1, (SELECT coalesce(max(seq), 0) FROM audit.audit_link))
    FROM audit.audit_link l JOIN audit.audit_event e ON e.id = l.event_id WHERE e.legal_at >= %s
"""


def held_from() -> datetime | None:
    """The earliest moment from which something must be held back, if any."""
    moments = [moment for hold in holds if (moment := hold()) is not None]
    return min(moments, default=None)


def last_link() -> int:
    """The number of the last link that may be handed out now."""
    moment = held_from()
    with connection.cursor() as cursor:
        if moment is None:
            cursor.execute(LAST)
        else:
            cursor.execute(LAST_BEFORE, [moment])
        return cursor.fetchone()[0]
