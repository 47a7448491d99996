"""F2: working days by the State Council's notices; years without a notice are provisional."""

from datetime import date, timedelta

import pytest

from workflow import law
from workflow.law import calendar


@pytest.mark.parametrize(
    "day",
    ["2014-09-28", "2019-10-12", "2024-09-29", "2026-02-14", "2026-02-28", "2026-10-10", "2018-12-29"],
)
def test_weekend_worked_in_exchange_is_a_working_day(day: str) -> None:
    assert calendar.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day", ["2014-10-01", "2015-09-03", "2015-09-04", "2018-12-31", "2020-01-31", "2026-10-07"]
)
def test_weekday_off_by_notice_is_no_working_day(day: str) -> None:
    assert not calendar.is_working_day(date.fromisoformat(day))


def test_plain_weekend_and_weekday() -> None:
    assert not calendar.is_working_day(date(2026, 11, 21))
    assert calendar.is_working_day(date(2026, 11, 23))


NOTICES = {
    2014: (16, 5),
    2015: (17, 5),
    2016: (17, 6),
    2017: (16, 5),
    2018: (18, 7),
    2019: (17, 6),
    2020: (19, 6),
    2021: (18, 7),
    2022: (18, 7),
    2023: (18, 7),
    2024: (19, 8),
    2025: (18, 5),
    2026: (19, 6),
}
"""By year: weekdays off and weekend days worked, counted from the notices' own lists."""


@pytest.mark.parametrize("year", NOTICES)
def test_year_has_the_days_off_and_the_days_worked_of_its_notice(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == year]
    off = [day for day in days if day.weekday() < 5 and not calendar.is_working_day(day)]
    worked = [day for day in days if day.weekday() >= 5 and calendar.is_working_day(day)]
    assert (len(off), len(worked)) == NOTICES[year]


def test_counting_over_the_turn_of_the_year() -> None:
    assert calendar.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert calendar.add_working_days(date(2018, 12, 28), 2) == date(2019, 1, 2)


def test_counting_back() -> None:
    assert calendar.add_working_days(date(2026, 2, 24), -1) == date(2026, 2, 14)
    assert calendar.working_days_between(date(2026, 2, 24), date(2026, 2, 13)) == -2


def test_next_working_day_is_after_the_day_and_roll_keeps_a_working_day() -> None:
    assert calendar.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert calendar.roll(date(2026, 9, 30)) == date(2026, 9, 30)
    assert calendar.roll(date(2026, 10, 1)) == date(2026, 10, 8)


def test_between_is_the_inverse_of_adding() -> None:
    start = date(2026, 1, 30)
    for count in range(1, 40):
        end = calendar.add_working_days(start, count)
        assert calendar.working_days_between(start, end) == count


def test_year_without_a_notice_is_provisional_and_counts_monday_to_friday() -> None:
    assert calendar.is_provisional(date(2027, 1, 1))
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_working_day(date(2027, 1, 1))
    assert not calendar.is_working_day(date(2027, 1, 2))


def test_further_years_may_be_registered() -> None:
    year = calendar.Year(2027, frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 3)}))
    before = calendar.registered()
    calendar.register(lambda: [year], lambda: 1)
    try:
        assert not calendar.is_provisional(date(2027, 1, 1))
        assert not law.calendar.is_working_day(date(2027, 1, 1))
        assert calendar.is_working_day(date(2027, 1, 3))
    finally:
        calendar.register(*before)
    assert calendar.is_provisional(date(2027, 1, 1))
