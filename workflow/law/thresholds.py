"""Thresholds by jurisdiction: from which amount procurement law, and open tendering, applies (rules B14).

Figures that were not found (Changchun before 2024; districts and development zones since) are placeholders
taken from the next row known and say so: `rule.unconfirmed` is true and the text names the row.
"""

from __future__ import annotations

from datetime import date

from workflow.law.lookup import find
from workflow.law.records import Rule

NAMES = ("quota_goods_services", "quota_works", "open_goods_services", "open_works")


def threshold(name: str, jurisdiction: str, on: date) -> Rule:
    """The threshold in CNY; an amount equal to it is already above it (含本数)."""
    if name not in NAMES:
        raise ValueError(f"no threshold is called {name!r}")
    return find(f"threshold.{name}", jurisdiction=jurisdiction, on=on)
