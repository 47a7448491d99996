"""What waits for whom, by when, and why."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from accounts.models import Membership
from portal.duties import Calendar, amounts, groups, totals
from procurement import demo
from tests import people
from tests.procurement.world import build_city
from workflow.clock import SHANGHAI
from workflow.models import Duty

NOW = datetime(2026, 3, 27, 10, 0, tzinfo=SHANGHAI)  # a Friday


@pytest.fixture
def bureau(legal_time):
    legal_time(NOW)
    return people.organisation("finance")


@pytest.fixture
def reviewer(bureau, client) -> Membership:
    member = people.member(bureau, "reviewer")
    client.force_login(member.user)
    return member


def duty(of, due_at=None, **values):
    defaults = {
        "title": "养老服务",
        "url": "/x/",
        "step": "no.such.step",
        "label": "Look",
        "role": "reviewer",
    }
    return Duty.objects.create(
        subject_type="procurement.project",
        subject_id=uuid4(),
        organisation_id=of.pk,
        arose_at=NOW - timedelta(days=3),
        due_at=due_at,
        **{**defaults, **values},
    )


@pytest.mark.parametrize(
    ("moment", "stretch"),
    [
        (datetime(2026, 3, 27, 9, 59, tzinfo=SHANGHAI), "late"),
        (datetime(2026, 3, 27, 10, 0, tzinfo=SHANGHAI), "today"),
        (datetime(2026, 3, 28, 0, 0, tzinfo=SHANGHAI), "week"),
        (datetime(2026, 3, 29, 23, 59, tzinfo=SHANGHAI), "week"),
        (datetime(2026, 3, 30, 0, 0, tzinfo=SHANGHAI), "next"),
        (datetime(2026, 4, 6, 0, 0, tzinfo=SHANGHAI), "later"),
        (None, "open"),
    ],
)
def test_each_duty_falls_into_one_stretch_for_the_page_and_for_the_count(bureau, moment, stretch):
    duty(bureau, moment)
    calendar = Calendar(NOW)
    assert calendar.stretch(moment) == stretch
    counted = totals(Duty.objects.all(), calendar)
    assert {key for key, number in counted.items() if number} == {stretch}


def test_groups_count_also_what_stands_on_other_pages(bureau):
    first, _second = duty(bureau, NOW - timedelta(days=2)), duty(bureau, NOW - timedelta(days=1))
    calendar = Calendar(NOW)
    [group] = groups([first], calendar, totals(Duty.objects.all(), calendar))
    assert (group.key, group.total, len(group.rows)) == ("late", 2, 1)


def test_mine_is_what_waits_for_my_role_and_the_rest_is_my_organisations(client, bureau, reviewer):
    duty(bureau, title="我的")
    duty(bureau, title="别的岗位", role="treasurer")
    duty(people.organisation("finance"), title="别的单位")
    mine = client.get("/worklist/").content.decode()
    ours = client.get("/worklist/?tab=section").content.decode()
    assert "我的" in mine
    assert "别的岗位" not in mine
    assert "别的岗位" in ours
    assert "别的单位" not in ours


def test_a_duty_given_to_a_colleague_is_not_mine(client, bureau, reviewer):
    duty(bureau, title="同事的", user_id=people.member(bureau, "reviewer").user_id)
    assert "同事的" not in client.get("/worklist/").content.decode()


def test_each_line_shows_its_period_and_legal_basis(client, bureau, reviewer):
    duty(bureau, NOW - timedelta(days=3), rule="A5.1")
    html = client.get("/worklist/", headers={"accept-language": "en"}).content.decode()
    assert "working days overdue" in html
    assert 'href="/rules/A5.1/"' in html


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=养老", {"养老 甲", "养老 乙"}),
        ("q=养老+乙", {"养老 乙"}),
        ("due=late", {"养老 乙"}),
        ("due=open", {"养老 甲", "法律援助"}),
        ("role=treasurer", {"法律援助"}),
        ("q=%00", set()),
    ],
)
def test_filters(client, bureau, reviewer, query, titles):
    duty(bureau, title="养老 甲")
    duty(bureau, NOW - timedelta(days=1), title="养老 乙")
    duty(bureau, title="法律援助", role="treasurer")
    page = client.get(f"/worklist/?tab=section&{query}")
    shown = {row.title for group in page.context["groups"] for row in group.rows}
    assert shown == titles


def test_the_export_holds_what_the_filter_shows(client, bureau, reviewer):
    duty(bureau, NOW + timedelta(days=1), title="=养老")
    duty(bureau, title="法律援助")
    answer = client.get("/worklist/?q=养老&export=xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[4]) for row in rows] == [("=养老", datetime(2026, 3, 28))]


def test_who_belongs_nowhere_sees_an_empty_list(client, legal_time):
    member = people.member(people.organisation(), "handler")
    Membership.objects.update(is_active=False)
    client.force_login(member.user)
    for tab in ("mine", "section", "watched", "done"):
        assert client.get(f"/worklist/?tab={tab}").status_code == 200


def test_a_hundred_duties_cost_no_more_queries_than_one(
    client, bureau, reviewer, django_assert_max_num_queries
):
    for number in range(60):
        duty(bureau, NOW + timedelta(days=number), title=f"事 {number}")
    with django_assert_max_num_queries(25):
        page = client.get("/worklist/")
    assert len([row for group in page.context["groups"] for row in group.rows]) == 50


def test_a_line_shows_the_amount_to_those_who_may_see_the_subject(db, django_assert_num_queries):
    city = build_city()
    project = demo.granted_project(city.hand, city.line)
    rows = [Duty(subject_type="procurement.project", subject_id=key) for key in (project.pk, uuid4())]
    rows.append(Duty(subject_type="procurement.budgettable", subject_id=uuid4()))
    handler = city.actor("mzj.jingban")
    with django_assert_num_queries(1):
        known = amounts(rows, handler)
    assert known == {project.pk: project.granted_amount}
    assert amounts(rows, city.actor("sfj.jingban")) == {}


def test_a_payment_officer_without_work_reads_what_will_come(client, legal_time):
    told = {}
    for role in ("cashier", "handler"):
        client.force_login(people.member(people.organisation(), role).user)
        told[role] = client.get("/worklist/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "直到国库支付完毕" in told["cashier"] and "直到国库支付完毕" not in told["handler"]


def test_a_providers_newcomer_is_led_to_the_registration(legal_time, client):
    legal_time(NOW)
    member = people.member(people.organisation("provider"), "provider_agent")
    client.force_login(member.user)
    page = client.get("/worklist/")
    assert page.context["beginning"].url == "/providers/register/"
    assert 'href="/providers/register/"' in page.content.decode()


def test_whoever_looks_after_accounts_is_led_to_the_people(legal_time, client):
    legal_time(NOW)
    client.force_login(people.member(people.organisation("finance"), "admin").user)
    page = client.get("/worklist/")
    assert page.context["beginning"].url == "/accounts/unit/"
    assert page.content.decode().partition("<main")[0].count('href="/accounts/unit/"') >= 1


def test_whom_nothing_leads_elsewhere_reads_that_nothing_waits(reviewer, client):
    page = client.get("/worklist/")
    assert page.context["beginning"] is None
    assert 'href="/accounts/unit/"' not in page.content.decode().partition("<main")[0]
