"""The policy library: the policy of 2014 since the portal began, and a zone whose copy to the city is still open."""

from __future__ import annotations

from datetime import date, timedelta

from library import demo
from portal.demo.scenes import on
from workflow.play import Opening

SINCE, ZONE_ISSUED = date(2023, 11, 24), timedelta(days=6)


def openings(weeks: int, today: date) -> list[Opening]:
    return [
        (on(SINCE + timedelta(weeks=weeks)), "shelf", demo.shelf),
        (on(today - ZONE_ISSUED), "shelf-zone", demo.zone_follows),
    ]
