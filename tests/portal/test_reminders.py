"""The portal reminds by itself: once before the day, once afterwards, and nothing depends on it."""

from datetime import timedelta

import pytest
from django.utils.dateparse import parse_datetime

from accounts.actors import of_membership
from accounts.models import Deputyship
from portal import reminders
from tests import people
from tests.portal.test_sections import NOW, duty
from workflow.clock import legal_date
from workflow.engine import create
from workflow.models import Duty, OutboxRow


@pytest.fixture
def bureau(legal_time):
    legal_time(NOW)
    return people.organisation("finance")


def mails():
    return list(OutboxRow.objects.filter(kind="mail").order_by("id"))


def test_tomorrows_and_the_overdue_once_for_each_stage(bureau, legal_time):
    reviewer = people.member(bureau, "reviewer")
    people.member(bureau, "treasurer")
    found = duty(bureau, due_at=NOW + timedelta(days=1), step="procurement.project.grant")
    duty(bureau, due_at=NOW + timedelta(days=9))
    duty(bureau)
    for _time in range(2):
        reminders.remind()
    [mail] = mails()
    assert mail.payload["user"] == str(reviewer.user_id)
    assert mail.payload["url"] == f"/procurement/projects/{found.subject_id}/grant/"
    legal_time(NOW + timedelta(days=2))
    for _time in range(2):
        reminders.remind()
    assert len(mails()) == 2
    assert Duty.objects.get(pk=found.pk).reminded_stage == "late"


def test_several_are_told_in_one_mail(bureau):
    people.member(bureau, "reviewer")
    for number in range(12):
        duty(bureau, due_at=NOW - timedelta(hours=number + 1), title=f"事项 {number}")
    reminders.remind()
    [mail] = mails()
    assert mail.payload["url"] == "/worklist/?due=late"
    assert "事项 11" in mail.payload["body"] and "另有 2 件" in mail.payload["body"]


def test_only_who_has_it_is_reminded(bureau):
    section = people.section(bureau)
    handler, colleague = (people.in_section(section, "reviewer") for _ in range(2))
    people.in_section(people.section(bureau), "reviewer")
    duty(bureau, section, due_at=NOW - timedelta(hours=1), user_id=handler.user_id)
    reminders.remind()
    assert {m.payload["user"] for m in mails()} == {str(handler.user_id)}
    duty(bureau, section, due_at=NOW - timedelta(hours=1))
    reminders.remind()
    assert {m.payload["user"] for m in mails()} == {str(handler.user_id), str(colleague.user_id)}


def test_what_is_done_or_old_news_is_left_alone(bureau):
    people.member(bureau, "reviewer")
    duty(bureau, due_at=NOW - timedelta(hours=1), met_at=NOW)
    duty(bureau, due_at=NOW - timedelta(days=300))
    assert reminders.remind() == 0
    assert mails() == []


def test_a_mondays_deadline_is_reminded_of_on_friday(bureau, legal_time):
    people.member(bureau, "reviewer")
    tuesday = duty(bureau, due_at=NOW + timedelta(days=4), arose_at=NOW - timedelta(days=9))
    monday = duty(bureau, due_at=NOW + timedelta(days=3), arose_at=NOW - timedelta(days=9))
    reminders.remind()
    [mail] = mails()
    assert (mail.payload["kind"], mail.payload["duties"]) == ("near", [str(monday.pk)])
    assert parse_datetime(mail.payload["until"]) == monday.due_at, "nothing holds it back beyond"
    legal_time(NOW + timedelta(days=3, hours=-2))
    reminders.remind()
    assert [m.payload["duties"] for m in mails()][1:] == [[str(tuesday.pk)]]


def test_what_arose_today_was_told_of_today(bureau, legal_time):
    people.member(bureau, "reviewer")
    duty(bureau, due_at=NOW + timedelta(days=3), arose_at=NOW)
    assert reminders.remind() == 0
    legal_time(NOW + timedelta(days=1))
    assert reminders.remind() == 1


def test_whoever_stands_in_is_reminded_too(bureau):
    principal, deputy = (people.member(bureau, "reviewer") for _ in range(2))
    today = legal_date(NOW)
    create(
        Deputyship,
        "appoint",
        of_membership(principal),
        principal=principal,
        deputy=deputy,
        first_day=today,
        last_day=today + timedelta(days=3),
        note="年休假",
        steps=["procurement.project.grant"],
    )
    OutboxRow.objects.all().delete()
    due = NOW - timedelta(hours=1)
    duty(bureau, due_at=due, user_id=principal.user_id, step="procurement.project.grant")
    reminders.remind()
    assert {m.payload["user"] for m in mails()} == {str(principal.user_id), str(deputy.user_id)}
