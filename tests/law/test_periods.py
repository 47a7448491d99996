"""F1 and F4: when something is due at the latest, or lawful at the earliest."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from workflow import law
from workflow.law import BEIJING


def at(day: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), tzinfo=BEIJING)


DUE = [
    ("complaint.examine", "2025-12-12", "2025-12-19"),
    ("complaint.inadmissible", "2025-11-03", "2025-11-06"),
    ("fw.open_review", "2025-05-06", "2025-05-15"),
    ("fw.open_notice", "2025-08-12", "2025-08-14"),
    ("contract.publish", "2026-02-13", "2026-02-24"),
    ("contract.file", "2026-09-30", "2026-10-15"),
    ("complaint.explain", "2026-04-30", "2026-05-11"),
    ("contract.sign", "2026-09-11", "2026-10-12"),
    ("contract.sign", "2026-09-04", "2026-10-08"),
]


@pytest.mark.parametrize(("rule", "start", "end"), DUE)
def test_vector_of_maximum_periods(rule: str, start: str, end: str) -> None:
    due = law.due(rule, at(start))
    assert due.last_day == date.fromisoformat(end)
    assert not due.provisional


def test_vector_contract_publication_over_may_day() -> None:
    """2026-04-30 + 5 working days, Saturday 9 May worked, is 2026-05-11."""
    assert law.due("award.decide", at("2026-04-30")).last_day == date(2026, 5, 11)


def test_vector_seed_year() -> None:
    """Friday 2014-09-26 + 2 working days, Sunday 28 September worked: the 29th."""
    assert law.calendar.add_working_days(date(2014, 9, 26), 2) == date(2014, 9, 29)


def test_vector_consultation_documents_over_national_day() -> None:
    found = law.earliest("consultation.docs_sale", at("2024-09-26"))
    assert found.raw_day == date(2024, 10, 9)


def test_vector_tender_documents() -> None:
    found = law.earliest("open.bid_prep", at("2021-02-25"))
    assert found.at == datetime(2021, 3, 17, tzinfo=BEIJING)


def test_vector_last_day_of_a_challenge() -> None:
    """T-8: result notice 2025-12-01, one working day of notice, then seven for the challenge."""
    notice = law.due("award.notice_period", at("2025-12-01"))
    assert notice.last_day == date(2025, 12, 2)
    due = law.due("challenge.file", notice.at)
    assert due.last_day == date(2025, 12, 11)
    assert at("2025-12-10") <= due.at


def test_start_day_does_not_count_at_any_hour() -> None:
    """T-1."""
    early, late = (
        datetime(2026, 11, 2, 0, 0, tzinfo=BEIJING),
        datetime(2026, 11, 2, 23, 59, 59, tzinfo=BEIJING),
    )
    assert law.due("enquiry.reply", early).at == law.due("enquiry.reply", late).at
    assert law.due("enquiry.reply", early).last_day == date(2026, 11, 5)


def test_limit_ends_with_the_last_microsecond_of_the_day_in_beijing() -> None:
    """T-9: 24:00 of the last day."""
    due = law.due("enquiry.reply", at("2026-11-02"))
    assert due.at + timedelta(microseconds=1) == datetime(2026, 11, 6, tzinfo=BEIJING)


def test_days_are_days_in_beijing() -> None:
    """F3: 17:00 UTC on the 1st is already the 2nd."""
    due = law.due("enquiry.reply", datetime(2026, 11, 1, 17, tzinfo=UTC))
    assert due.last_day == date(2026, 11, 5)


def test_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        law.due("enquiry.reply", datetime(2026, 11, 1, 17))


def test_last_day_on_a_holiday_moves_to_the_day_after_it() -> None:
    """T-2, T-3; the day counted is kept."""
    due = law.due("contract.sign", at("2026-09-04"))
    assert (due.raw_day, due.last_day, due.moved) == (date(2026, 10, 4), date(2026, 10, 8), True)


def test_minimum_period_is_neither_shortened_nor_moved() -> None:
    """T-3: thirty days of an intention may end on a holiday."""
    found = law.earliest("intention.lead", at("2026-09-04"))
    assert found.at == datetime(2026, 10, 4, tzinfo=BEIJING)
    assert not found.moved


def test_suspension_does_not_run_on_over_a_holiday() -> None:
    """CO-9 limits the authority: thirty days are thirty days."""
    assert law.due("complaint.suspend_max", at("2026-09-04")).last_day == date(2026, 10, 4)


def test_extra_day_of_minimum_periods_is_a_parameter() -> None:
    """T-6: nought unless finance says otherwise."""
    assert law.find("count.min_period_extra_day", on=date(2026, 1, 1)).value == 0


def test_minimum_in_working_days_ends_with_office_hours() -> None:
    """T-7."""
    found = law.earliest("negotiation.resp_prep", at("2026-11-02"))
    assert found.at == datetime(2026, 11, 5, 17, tzinfo=BEIJING)


def test_clarification_counts_back_from_the_deadline() -> None:
    found = law.latest_before("open.clarification", at("2026-11-30", 9))
    assert found.last_day == date(2026, 11, 15)
    assert law.earliest("open.clarification", found.at).at <= at("2026-11-30", 9)


def test_months_and_years_keep_the_day_or_end_with_the_month() -> None:
    assert law.due("contract.term_max", at("2024-02-29")).raw_day == date(2025, 2, 28)
    assert law.earliest("record.retention", at("2026-06-30")).raw_day == date(2041, 6, 30)


def test_minutes() -> None:
    start = at("2026-11-02")
    assert law.earliest("lowprice.explain", start).at == start + timedelta(minutes=30)


def test_period_into_a_year_without_calendar_is_provisional() -> None:
    assert law.due("contract.file", at("2026-12-28")).provisional
    assert law.due("complaint.decide", at("2026-12-01")).provisional
    assert not law.due("contract.file", at("2026-12-22")).provisional
    assert law.due("contract.sign", at("2026-12-10")).provisional


def test_regime_date_decides_which_rule_counts() -> None:
    """B0: a period of today under the law of the day on which the activity began."""
    with pytest.raises(law.NotInForce):
        law.due("complaint.examine", at("2026-11-02"), on=date(2017, 1, 1))


def test_rule_that_is_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period"):
        law.due("deposit.bid_max", at("2026-11-02"))


def pause(begins: datetime, ends: datetime) -> law.Pause:
    return law.Pause(begins, ends)


PAUSED = [
    # seven working days from 2 November end on the 11th
    ("challenge.reply", "2026-11-02", ("2026-11-04", 9), ("2026-11-04", 15), "2026-11-12"),
    ("challenge.reply", "2026-11-02", ("2026-11-04", 9), ("2026-11-06", 0), "2026-11-13"),
    ("challenge.reply", "2026-11-02", ("2026-11-07", 0), ("2026-11-09", 0), "2026-11-11"),
    ("challenge.reply", "2026-11-02", ("2026-10-20", 9), ("2026-11-02", 12), "2026-11-11"),
    ("challenge.reply", "2026-11-02", ("2026-11-11", 16), ("2026-11-11", 18), "2026-11-12"),
    ("challenge.reply", "2026-11-02", ("2026-11-12", 0), ("2026-12-01", 0), "2026-11-11"),
    # thirty days from 2 November end on 2 December
    ("contract.sign", "2026-11-02", ("2026-11-10", 0), ("2026-11-20", 0), "2026-12-14"),
    ("contract.sign", "2026-11-02", ("2026-11-14", 0), ("2026-11-16", 0), "2026-12-04"),
]


@pytest.mark.parametrize(("rule", "start", "begins", "ends", "end"), PAUSED)
def test_day_that_a_pause_touches_is_not_counted(rule: str, start: str, begins, ends, end: str) -> None:
    due = law.due(rule, at(start), pauses=[pause(at(*begins), at(*ends))])
    assert due.last_day == date.fromisoformat(end)


def test_pause_over_a_pause_is_counted_once() -> None:
    both = [pause(at("2026-11-04"), at("2026-11-05")), pause(at("2026-11-04", 12), at("2026-11-06"))]
    assert law.due("challenge.reply", at("2026-11-02"), pauses=both).last_day == date(2026, 11, 16)


def test_no_period_ends_within_a_pause() -> None:
    """T-3: a last day that falls on a day off moves on, also past a pause that follows it."""
    due = law.due("contract.sign", at("2026-09-11"), pauses=[pause(at("2026-10-12"), at("2026-10-14", 0))])
    assert (due.raw_day, due.last_day) == (date(2026, 10, 11), date(2026, 10, 14))


def test_minutes_stand_still_for_as_long_as_the_pause_lasts() -> None:
    rule = law.find("lowprice.explain", on=date(2026, 11, 2))
    start = at("2026-11-02")
    stop = [pause(start + timedelta(minutes=10), start + timedelta(minutes=70))]
    assert law.due_by(rule, start, stop).at == start + timedelta(minutes=90)
