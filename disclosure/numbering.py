"""Numbers of notices: series-jurisdiction-year-number, without gaps, e.g. ZB-220100-2026-0012."""

from __future__ import annotations

from datetime import date

from django.db import connection

_NEXT = """
    INSERT INTO disclosure_serialnumber (series, last) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET last = disclosure_serialnumber.last + 1
    RETURNING last
"""


def next_number(series: str, jurisdiction: str, on: date) -> str:
    """The next number of a series. The row stays locked until the act commits: a refused act leaves no gap."""
    stem = f"{series}-{jurisdiction}-{on.year}"
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [stem])
        return f"{stem}-{cursor.fetchone()[0]:04d}"
