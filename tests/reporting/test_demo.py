"""Reports of the demonstration city: sent to the province, on the way, urged, and a year frozen."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.demo import reporting
from reporting.models import Report
from tests.reporting.conftest import NOW
from workflow import clock
from workflow.play import Play

TODAY = date(2026, 11, 28)


def test_every_state_of_a_report_can_be_seen(city: Any) -> None:
    for begins, name, story in reporting.openings(TODAY):
        clock.set_legal_now(begins)
        play = Play(name, begins)
        for moment in story(play):
            clock.set_legal_now(moment)
            play.now = moment
    found = set(Report.objects.values_list("starts_on__month", "jurisdiction__code", "state"))
    assert found == {
        (9, "220100", "submitted"), (9, "220102", "accepted"), (9, "220172", "open"),
        (10, "220100", "open"), (10, "220102", "submitted"), (10, "220172", "open"),
        (1, "220100", "frozen"),
    }  # fmt: skip
    assert Report.objects.filter(urged_at__isnull=False).count() == 1
    clock.set_legal_now(NOW)
