"""How long is left, as a worklist says it."""

from datetime import datetime

import pytest
from django.utils.translation import override

from workflow.clock import SHANGHAI, legal_date
from workflow.templatetags.legal import due, how_long


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = moment("2026-09-28T10:00")  # the Monday before the holidays of October; the 10th is worked


@pytest.mark.parametrize(
    ("until", "tone", "words"),
    [
        ("2026-09-28T17:00", "soon", "today, by 17:00"),
        ("2026-09-28T23:59", "soon", "today, by 24:00"),
        ("2026-09-29T00:00", "soon", "today, by 24:00"),
        ("2026-09-28T09:59", "late", "overdue"),
        ("2026-09-25T10:00", "late", "1 working day overdue"),
        ("2026-10-08T10:00", "soon", "3 working days left"),
        ("2026-10-10T10:00", "", "5 working days left"),
    ],
)
def test_working_days_are_those_of_the_calendar(until, tone, words):
    with override("en"):
        assert how_long(moment(until), NOW) == (tone, words)


def test_a_period_that_ends_at_midnight_shows_the_day_before():
    with override("en"):
        shown = due(moment("2026-12-28T00:00"), NOW)
    assert legal_date(shown["moment"]).isoformat() == "2026-12-27" and not shown["with_time"]


def test_openings_count_all_days():
    with override("en"):
        assert how_long(moment("2026-10-08T09:30"), NOW, in_days=True) == ("", "10 days left")
        assert how_long(moment("2026-09-29T09:30"), NOW, in_days=True) == ("soon", "1 day left")


def test_a_year_without_a_calendar_says_so():
    with override("en"):
        assert "provisional" in how_long(moment("2027-03-01T10:00"), NOW)[1]
