"""PAUSE, CO-9: while a pause lasts no period goes on; one person proposes it, another decides."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import gettext, override

from accounts.models import MailboxMessage
from accounts.telling import post
from disclosure.models import Notice
from disclosure.payloads import both_languages
from rulebook.models import Pause
from rulebook.notices import _whom
from rulebook.tasks import end_pauses
from tests import people
from tests.rulebook.conftest import NOW, actor
from tests.sample.models import Paper
from workflow import engine, outbox
from workflow.clock import SHANGHAI
from workflow.models import DueChange, Duty, OutboxRow
from workflow.obstacles import Refusal, Refused


def at(day: int, hour: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def values(**changed):
    """An outage on Wednesday afternoon and Thursday morning."""
    usual = {
        "kind": "outage",
        "scope": "all",
        "begins_at": at(25, 14),
        "ends_at": at(26, 11),
        "document": "长政数故障〔2026〕3号",
        "explanation": "机房断电，平台不能使用。",
    }
    return {**usual, **changed}


def propose(desk, **changed) -> Pause:
    return engine.create(Pause, "propose", actor(desk.reviewer), values(**changed)).subject


def order(pause: Pause, member) -> Pause:
    return engine.execute(pause, "decide", actor(member), publication_reviewed=True).subject


def refusal(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


@pytest.fixture
def paper(city) -> Paper:
    """Submitted on Monday 23 November: the reply is due within seven working days, on 2 December."""
    return submitted(city)


def submitted(city) -> Paper:
    writer = people.member(people.organisation("purchaser"), "handler")
    paper = engine.create(
        Paper, "write", actor(writer), title="甲", pages=3, judge=city.reviewer.organisation_id
    ).subject
    engine.execute(paper, "submit", actor(writer))
    return paper


def duty_of(paper: Paper) -> Duty:
    return Duty.objects.get(subject_id=paper.pk, rule="challenge.reply")


def due(paper: Paper) -> date:
    return duty_of(paper).due_at.astimezone(SHANGHAI).date()


def test_days_that_an_outage_touches_are_not_counted(city, paper) -> None:
    assert due(paper) == date(2026, 12, 2)
    order(propose(city), city.head)
    assert due(paper) == date(2026, 12, 4)
    assert duty_of(paper).first_due_at.astimezone(SHANGHAI).date() == date(2026, 12, 2)
    assert DueChange.objects.get(duty=duty_of(paper)).about == "长政数故障〔2026〕3号"


def test_proposal_alone_moves_nothing(city, paper) -> None:
    propose(city)
    assert due(paper) == date(2026, 12, 2)


def test_who_proposes_does_not_decide(city, paper) -> None:
    """A7.12, PAUSE: two people."""
    pause = engine.create(Pause, "propose", actor(city.head), values()).subject
    assert refusal(lambda: order(pause, city.head)).rules == {"A7.12"}
    assert due(paper) == date(2026, 12, 2)
    order(pause, city.deputy)
    assert due(paper) == date(2026, 12, 4)


def test_others_neither_propose_nor_decide(city, district) -> None:
    pause = propose(city)
    assert refusal(lambda: order(pause, district.head)).kind is Refusal.ACTOR
    assert refusal(lambda: order(pause, city.reviewer)).kind is Refusal.ACTOR
    writer = people.member(people.organisation("purchaser"), "head")
    assert refusal(lambda: engine.create(Pause, "propose", actor(writer), values())).kind is Refusal.ACTOR


def test_what_arises_during_a_pause_counts_from_its_end(city, legal_time) -> None:
    order(propose(city), city.head)
    legal_time(at(25, 9))
    paper = submitted(city)
    assert due(paper) == date(2026, 12, 7)
    assert duty_of(paper).first_due_at.astimezone(SHANGHAI).date() == date(2026, 12, 4)


def test_pause_that_was_over_before_touches_nothing(city, legal_time) -> None:
    order(propose(city, begins_at=at(18), ends_at=at(20)), city.head)
    assert due(submitted(city)) == date(2026, 12, 2)


def test_outage_is_established_afterwards_and_what_is_overdue_is_so_no_more(city, paper, legal_time) -> None:
    legal_time(at(3, 9, month=12))
    assert duty_of(paper).due_at < at(3, 9, month=12)
    order(propose(city), city.head)
    assert due(paper) == date(2026, 12, 4)


def test_what_was_done_in_time_stays_as_it_is(city, paper) -> None:
    engine.execute(paper, "grant", actor(city.reviewer), amount="5")
    order(propose(city), city.head)
    assert due(paper) == date(2026, 12, 2)


def test_pause_of_an_area_leaves_other_areas_alone(city, district, paper) -> None:
    order(propose(city, scope="place", jurisdiction=district.place, kind="majeure"), city.head)
    assert due(paper) == date(2026, 12, 2)
    order(propose(city, scope="place", jurisdiction=city.place, kind="majeure"), city.head)
    assert due(paper) == date(2026, 12, 4)


def test_district_pauses_its_own_area_only(city, district) -> None:
    refused = refusal(lambda: propose(district))
    assert (refused.rules, refused.obstacles[0].field) == ({"PAUSE"}, "scope")
    refused = refusal(lambda: propose(district, scope="place", jurisdiction=city.place))
    assert refused.errors or refused.rules == {"PAUSE"}
    assert propose(district, scope="place", jurisdiction=district.place).state == "proposed"


def test_ended_sooner_the_days_left_count_again(city, paper, legal_time) -> None:
    pause = order(propose(city, ends_at=at(1, 0, month=12)), city.head)
    assert due(paper) == date(2026, 12, 8)
    legal_time(at(26, 15))
    engine.execute(
        pause, "end", actor(city.head), ends_at=at(26, 15), reason="供电恢复", publication_reviewed=True
    )
    assert due(paper) == date(2026, 12, 4)
    assert duty_of(paper).first_due_at.astimezone(SHANGHAI).date() == date(2026, 12, 2)
    assert [c.after.astimezone(SHANGHAI).day for c in duty_of(paper).changes.all()] == [8, 4]


def test_end_lies_neither_ahead_nor_before_the_beginning(city, legal_time) -> None:
    pause = order(propose(city, ends_at=at(1, 0, month=12)), city.head)
    legal_time(at(26, 15))
    for moment in (at(27), at(24)):
        data = {"ends_at": moment, "reason": "供电恢复", "publication_reviewed": True}
        assert refusal(lambda data=data: engine.execute(pause, "end", actor(city.head), data)).rules == {
            "PAUSE"
        }


def test_portal_writes_down_that_a_pause_is_over(city, paper, legal_time) -> None:
    pause = order(propose(city), city.head)
    assert end_pauses() == 0
    legal_time(at(26, 11))
    OutboxRow.objects.all().delete()
    assert end_pauses() == 1
    pause = Pause.objects.get(pk=pause.pk)
    assert pause.state == "ended"
    assert due(paper) == date(2026, 12, 4)
    assert OutboxRow.objects.filter(kind="mail").exists()
    assert end_pauses() == 0


def test_everybody_with_something_to_do_is_told_once(city, paper) -> None:
    submitted(city)
    OutboxRow.objects.all().delete()
    order(propose(city), city.head)
    outbox.sweep(kinds=post.ALL)
    told = MailboxMessage.objects.filter(user=city.reviewer.user)
    assert told.count() == 1
    assert told[0].body.count("2026年12月4日") == 2
    assert "长政数故障〔2026〕3号" in told[0].body


def test_outage_is_announced_and_so_is_its_end(city, legal_time) -> None:
    """AN-23."""
    pause = order(propose(city, ends_at=at(1, 0, month=12)), city.head)
    assert Notice.objects.get(kind="AN-23").subject_id == pause.pk
    legal_time(at(26, 15))
    engine.execute(
        pause, "end", actor(city.head), ends_at=at(26, 15), reason="供电恢复", publication_reviewed=True
    )
    assert Notice.objects.filter(kind="AN-23").count() == 2


def test_nothing_is_announced_that_nobody_has_read(city) -> None:
    pause = propose(city)
    assert "publication_reviewed" in refusal(lambda: engine.execute(pause, "decide", actor(city.head))).errors


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_at": at(25, 14)}, "ends_at"),
        ({"ends_at": at(25, 14) + timedelta(days=367)}, "ends_at"),
        ({"begins_at": NOW - timedelta(days=31)}, "begins_at"),
        ({"kind": "suspension"}, "scope"),
    ],
)
def test_span_and_scope_must_make_sense(city, changed, field) -> None:
    assert {o.field for o in refusal(lambda: propose(city, **changed)).obstacles} == {field}


def test_area_and_number_are_asked_for_where_the_scope_is_one(city) -> None:
    assert "jurisdiction" in refusal(lambda: propose(city, scope="place")).errors
    assert "concerns" in refusal(lambda: propose(city, scope="subject")).errors
    assert "concerns" in refusal(lambda: propose(city, scope="subject", concerns="没有的编号")).errors


def test_proposal_is_not_public_and_an_ordered_outage_is(city, client) -> None:
    pause = propose(city)
    assert client.get(pause.get_absolute_url()).status_code == 404
    assert "断电" not in client.get("/rules/pauses/").content.decode()
    order(pause, city.head)
    assert "断电" in client.get(pause.get_absolute_url()).content.decode()
    assert "长政数故障" in client.get("/rules/pauses/").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_finance_proposes_and_orders_in_the_browser(city, paper, client, language) -> None:
    client.cookies["django_language"] = language
    client.force_login(city.reviewer.user)
    assert client.get("/rules/pauses/propose/").status_code == 200
    data = values(begins_at="2026-11-25T14:00", ends_at="2026-11-26T11:00")
    answer = client.post("/rules/pauses/propose/", data)
    assert answer.status_code == 302, answer.content.decode()
    pause = Pause.objects.get()
    client.force_login(city.head.user)
    assert client.get(pause.get_absolute_url()).status_code == 200
    client.post(f"{pause.get_absolute_url()}decide/", {"publication_reviewed": "on"})
    assert due(paper) == date(2026, 12, 4)
    assert client.get(pause.get_absolute_url()).status_code == 200


def test_worklist_says_since_when_it_stands_still_and_by_what_it_was_put_off(
    city, paper, client, legal_time
) -> None:
    order(propose(city), city.head)
    client.force_login(city.reviewer.user)
    legal_time(at(25, 15))
    page = client.get("/worklist/").content.decode()
    assert "暂停计算" in page
    assert "原定" in page
    assert "12月2日" in page
    legal_time(at(27, 9))
    page = client.get("/worklist/").content.decode()
    assert "长政数故障〔2026〕3号" in page
    assert "暂停计算" not in page


def test_what_a_pause_is_about_is_called_as_each_reader_calls_it(paper, monkeypatch) -> None:
    monkeypatch.setattr(Paper, "__str__", lambda paper: gettext("Project"))
    pause = Pause(scope="subject")
    pause.concern(paper)
    with override("en"):
        assert pause.whom == "Project"
    assert both_languages(_whom(pause)) == {"zh": "项目", "en": "Project"}
