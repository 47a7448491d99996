"""Joint conferences: who is invited, what is recorded, and tasks from decisions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from procurement import demo
from procurement.models import Conference, ConferenceTask
from tests.procurement.refusals import refusal
from workflow import clock
from workflow.models import Duty

FINANCE = "czj.shenhe"


def later(**delta) -> None:
    clock.set_legal_now(clock.legal_now() + timedelta(**delta))


def of_today(city, *decisions) -> Conference:
    conference = demo.convened(city.hand)
    later(days=4)
    return demo.held(city.hand, conference, list(decisions))


def test_only_finance_convenes_and_for_a_time_to_come(city):
    values = {"title": "联席会议", "place": "六楼", "units": [], "meets_at": clock.legal_now()}
    assert refusal(Conference, "convene", city.actor("mzj.lingdao"), **values).kind == "actor"
    past = {**values, "units": [city.line.purchaser], "agenda": []}
    assert refusal(Conference, "convene", city.actor(FINANCE), **past).obstacles[0].field == "meets_at"


def test_nothing_is_recorded_before_it_has_begun(city):
    conference = demo.convened(city.hand)
    assert refusal(conference, "record", city.actor(FINANCE), minutes="x", decisions=[]).obstacles
    later(days=4)
    assert refusal(conference, "record", city.actor("ngcz.shenhe"), minutes="x").kind == "actor"
    early = [demo.decision(due_on=date(2026, 1, 1))]
    refused = refusal(conference, "record", city.actor(FINANCE), minutes="x", decisions=early)
    assert refused.obstacles[0].field == "decisions"


@pytest.mark.parametrize(
    ("key", "who", "role"), [("mzj", "mzj.lingdao", "head"), ("bwb", "bwb.jianguan", "regulator")]
)
def test_a_decision_becomes_the_task_of_a_unit_with_its_day(city, key, who, role):
    conference = of_today(city, demo.decision(key, due_on=date(2026, 4, 30)))
    task = ConferenceTask.objects.get(conference=conference)
    duty = Duty.objects.open().get(subject_id=task.pk)
    assert (duty.role, clock.legal_date(duty.due_at)) == (role, date(2026, 4, 30))
    assert refusal(task, "report", city.actor("wjw.lingdao"), outcome="x").kind == "actor"
    assert refusal(task, "report", city.actor(who)).errors
    city.hand.do(task, "report", city.actor(who), outcome="已报送。")
    assert not Duty.objects.open().filter(subject_id=task.pk).exists()


def test_the_agenda_is_changed_until_it_is_held(city):
    conference = demo.convened(city.hand)
    values = {"title": "改期", "place": "五楼", "meets_at": clock.legal_now() + timedelta(days=1)}
    units = [city.line.purchaser]
    conference = city.hand.do(
        conference, "revise", city.actor(FINANCE), **values, units=units, agenda=[{"topic": "一项"}]
    )
    assert conference.agenda.get().topic == "一项" and conference.invitations.count() == 1
    assert Duty.objects.open().get(subject_id=conference.pk).step.endswith("record")
    city.hand.do(conference, "cancel", city.actor(FINANCE), reason="改为书面征求。")
    assert not Duty.objects.open().filter(subject_id=conference.pk).exists()


def test_those_invited_read_it_and_others_do_not(city):
    conference = of_today(city, demo.decision())
    for username, status in (
        ("mzj.jingban", 200),
        ("bwb.jianguan", 200),
        ("sfj.lingdao", 404),
        ("ngcz.shenhe", 404),
    ):
        client = Client()
        client.force_login(User.objects.get(username=username))
        assert client.get(conference.get_absolute_url()).status_code == status
        listed = client.get(reverse("procurement:conference-list")).content.decode()
        assert (conference.title in listed) == (status == 200)
