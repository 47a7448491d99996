"""F2: the holidays of a year not yet known are entered by finance; open periods are then counted anew."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from accounts.history import of_subjects
from rulebook.models import CalendarYear
from tests import people
from tests.rulebook.conftest import actor, decide
from tests.sample.models import Paper
from workflow import engine, law
from workflow.clock import SHANGHAI
from workflow.models import DueChange, Duty, OutboxRow
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


@pytest.fixture
def paper(city, legal_time) -> Paper:
    """Submitted on 28 December: the reply is due within seven working days, in a year not yet announced."""
    return submitted(city, legal_time, datetime(2026, 12, 28, 10, 0, tzinfo=SHANGHAI))


def submitted(city, legal_time, moment: datetime) -> Paper:
    legal_time(moment)
    writer = people.member(people.organisation("purchaser"), "handler")
    judge = city.reviewer.organisation_id
    paper = engine.create(Paper, "write", actor(writer), title="甲", pages=3, judge=judge).subject
    engine.execute(paper, "submit", actor(writer))
    return paper


def duty_of(paper: Paper) -> Duty:
    return Duty.objects.open().get(subject_id=paper.pk, rule="challenge.reply")


def day(moment) -> date:
    return moment.astimezone(SHANGHAI).date()


def test_year_that_is_announced_makes_provisional_periods_certain(city, paper) -> None:
    assert duty_of(paper).provisional
    assert day(duty_of(paper).due_at) == date(2027, 1, 6)
    decide(enter(city), city.head)
    assert not duty_of(paper).provisional
    assert day(duty_of(paper).due_at) == date(2027, 1, 6)
    assert not DueChange.objects.exists()


def test_holiday_moves_a_due_date_and_the_first_one_is_kept(city, paper) -> None:
    decide(enter(city, work=[]), city.head)
    duty = duty_of(paper)
    assert (day(duty.first_due_at), day(duty.due_at)) == (date(2027, 1, 6), date(2027, 1, 7))
    change = DueChange.objects.get(duty=duty)
    assert (day(change.before), day(change.after)) == (date(2027, 1, 6), date(2027, 1, 7))
    assert change.about == HOLIDAYS["notice"]


def test_history_tells_the_first_date_and_the_notice(city, paper) -> None:
    decide(enter(city, work=[]), city.head)
    with override("zh-hans"):
        told = [mark.text for mark in of_subjects([paper])]
    assert any("2027年1月6日" in t and "2027年1月7日" in t and "国办发明电" in t for t in told)


def test_corrected_notice_counts_again_and_the_very_first_date_stays(city, paper) -> None:
    """F2: notices are changed by later ones, as in 2019 and 2020."""
    decide(enter(city, work=[]), city.head)
    off = [*HOLIDAYS["off"], date(2027, 1, 4), date(2027, 1, 5)]
    decide(enter(city, work=[], off=off, notice="国办发明电〔2026〕9号"), city.head)
    duty = duty_of(paper)
    assert (day(duty.first_due_at), day(duty.due_at)) == (date(2027, 1, 6), date(2027, 1, 11))
    assert duty.changes.count() == 2


def test_year_that_was_announced_long_ago_may_still_be_corrected(city, legal_time) -> None:
    paper = submitted(city, legal_time, datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI))
    assert day(duty_of(paper).due_at) == date(2026, 12, 2)
    decide(enter(city, year=2026, off=[date(2026, 11, 30)], work=[]), city.head)
    assert day(duty_of(paper).due_at) == date(2026, 12, 3)


def test_what_is_done_or_due_elsewhere_in_time_stays_as_it_is(city, paper, legal_time) -> None:
    judge = city.reviewer
    engine.execute(paper, "grant", actor(judge), amount="5")
    before = Duty.objects.get(subject_id=paper.pk, rule="challenge.reply")
    decide(enter(city, work=[]), city.head)
    assert Duty.objects.get(pk=before.pk).due_at == before.due_at


def test_whose_turn_it_is_is_told_once_of_all_that_moved(city, legal_time) -> None:
    moment = datetime(2026, 12, 28, 10, 0, tzinfo=SHANGHAI)
    for _ in range(3):
        submitted(city, legal_time, moment)
    OutboxRow.objects.all().delete()
    decide(enter(city, work=[]), city.head)
    mails = [row.payload for row in OutboxRow.objects.filter(kind="mail")]
    readers = [mail["user"] for mail in mails]
    assert len(readers) == len(set(readers))
    assert all(mail["body"].count("2027年1月7日") == 3 for mail in mails)
    assert str(city.reviewer.user_id) in readers


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
    people.confirmed(client)
    data = {"year": "2027", "notice": "x", "off": f"2027-01-01\n{typed}", "work": ""}
    answer = client.post("/rules/working-days/years/enter/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert typed in page
    assert CalendarYear.objects.count() == 0


def test_example_of_a_day_is_one_of_the_coming_year(city, client, legal_time) -> None:
    legal_time("2031-11-20T10:00+08:00")
    client.force_login(city.reviewer.user)
    people.confirmed(client)
    page = client.get("/rules/working-days/years/enter/").content.decode()
    assert "如2032-01-01" in page
    answer = client.post("/rules/working-days/years/enter/", {"year": "2032", "notice": "x", "off": "morgen"})
    assert "请按2032-01-01的格式填写" in answer.content.decode()


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
