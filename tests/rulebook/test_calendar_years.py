"""F2: the holidays of a year not yet known are entered by finance; open periods are then counted anew."""

from datetime import date, datetime, timedelta

import pytest

from rulebook.models import CalendarYear
from tests import people
from tests.rulebook.conftest import actor, decide
from tests.sample.models import Paper
from workflow import engine, law
from workflow.clock import SHANGHAI
from workflow.models import Duty
from workflow.obstacles import Refusal, Refused

HOLIDAYS = {
    "year": 2027,
    "notice": "国办发明电〔2026〕8号",
    "off": [date(2027, 1, 1), date(2027, 2, 8), date(2027, 2, 9)],
    "work": [date(2027, 1, 3)],
}


def enter(desk, **changed) -> CalendarYear:
    return engine.create(CalendarYear, "enter", actor(desk.reviewer), {**HOLIDAYS, **changed}).subject


def test_year_counts_once_it_is_confirmed(city) -> None:
    year = enter(city)
    assert law.calendar.is_provisional(date(2027, 1, 1))
    decide(year, city.head)
    assert not law.calendar.is_provisional(date(2027, 1, 1))
    assert not law.calendar.is_working_day(date(2027, 1, 1))
    assert law.calendar.is_working_day(date(2027, 1, 3))


def test_open_provisional_duty_is_counted_anew(city, legal_time) -> None:
    legal_time(datetime(2026, 12, 28, 10, 0, tzinfo=SHANGHAI))
    writer = people.member(people.organisation("purchaser"), "handler")
    judge = city.reviewer.organisation_id
    paper = engine.create(Paper, "write", actor(writer), title="甲", pages=3, judge=judge).subject
    engine.execute(paper, "submit", actor(writer))
    duty = Duty.objects.open().get(subject_id=paper.pk, rule="challenge.reply")
    assert duty.provisional
    assert duty.due_at.astimezone(SHANGHAI).date() == date(2027, 1, 6)
    decide(enter(city), city.head)
    duty.refresh_from_db()
    assert not duty.provisional
    assert duty.due_at.astimezone(SHANGHAI).date() == date(2027, 1, 6)
    decide(enter(city, work=[]), city.head)


def test_holiday_moves_the_due_date_of_an_open_duty(city, legal_time) -> None:
    legal_time(datetime(2026, 12, 28, 10, 0, tzinfo=SHANGHAI))
    writer = people.member(people.organisation("purchaser"), "handler")
    judge = city.reviewer.organisation_id
    paper = engine.create(Paper, "write", actor(writer), title="甲", pages=3, judge=judge).subject
    engine.execute(paper, "submit", actor(writer))
    decide(enter(city, work=[]), city.head)
    duty = Duty.objects.open().get(subject_id=paper.pk, rule="challenge.reply")
    assert duty.due_at.astimezone(SHANGHAI).date() == date(2027, 1, 7)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"work": [date(2027, 1, 4)]}, "work"),
        ({"work": [date(2027, 1, 1)]}, "work"),
        ({"off": [date(2021, 1, 1)]}, "off"),
    ],
)
def test_days_that_cannot_be_are_refused(city, changed, field) -> None:
    with pytest.raises(Refused) as caught:
        enter(city, **changed)
    assert caught.value.rules == {"F2"}
    assert {o.field for o in caught.value.obstacles} == {field}


@pytest.mark.parametrize("typed", ["2027-02-30", "morgen", "1.1.2027", "2027-1", "0000-00-00", "99999-01-01"])
def test_what_is_no_day_is_said_so_and_nothing_typed_is_lost(city, client, typed) -> None:
    client.force_login(city.reviewer.user)
    data = {"year": "2027", "notice": "x", "off": f"2027-01-01\n{typed}", "work": ""}
    answer = client.post("/rules/working-days/years/enter/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert typed in page
    assert CalendarYear.objects.count() == 0


def test_whoever_entered_it_does_not_confirm_it(city) -> None:
    """A7.12."""
    year = engine.create(CalendarYear, "enter", actor(city.head), HOLIDAYS).subject
    with pytest.raises(Refused) as caught:
        decide(year, city.head)
    assert caught.value.rules == {"A7.12"}


def test_later_notice_takes_the_place_of_an_earlier_one(city) -> None:
    decide(enter(city), city.head)
    decide(enter(city, notice="国办发明电〔2027〕1号", off=[date(2027, 1, 4)], work=[]), city.head)
    assert law.calendar.is_working_day(date(2027, 1, 1))
    assert not law.calendar.is_working_day(date(2027, 1, 4))
    assert law.calendar.add_working_days(date(2027, 1, 1) - timedelta(days=1), 2) == date(2027, 1, 5)


def test_no_district_lays_down_the_working_days_of_all(city, district) -> None:
    with pytest.raises(Refused) as refused:
        enter(district)
    assert refused.value.kind is Refusal.ACTOR
