"""The policy library: the policy of 2014 since the portal began, and a zone whose copy to the city is still open;
what the public asked lately."""

from __future__ import annotations

from datetime import date, timedelta

from library import demo
from portal.demo.scenes import on
from workflow.play import Opening

SINCE, ZONE_ISSUED = date(2023, 11, 24), timedelta(days=6)
ASKED, SUGGESTED = timedelta(days=20), timedelta(days=4)


def openings(weeks: int, today: date) -> list[Opening]:
    return [
        (on(SINCE + timedelta(weeks=weeks)), "shelf", demo.shelf),
        (on(today - ZONE_ISSUED), "shelf-zone", demo.zone_follows),
        (on(today - ASKED), "shelf-question", demo.public_asks),
        (on(today - SUGGESTED), "shelf-suggestion", demo.public_suggests),
    ]
