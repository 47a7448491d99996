"""Intentions: told from the plan, thirty days ahead; changed and given up in public."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from disclosure.models import Notice
from procurement import demo
from procurement.demo import plans
from procurement.models import Intention, IntentionEntry
from procurement.rules.intention import was_public
from procurement.services import first_told
from tests.procurement.refusals import refusal
from tests.procurement.test_plans import as_rows
from workflow import clock
from workflow.models import Duty

HEAD = "mzj.lingdao"
CARE = "失能老年人居家养老上门服务"


def plan_of(city, *rows):
    return plans.confirmed_plan(city.hand, lines=[plans.plan_line(month=6), *rows])


def published(city, intention: Intention) -> Intention:
    return city.hand.do(intention, "publish", city.actor(HEAD), publication_reviewed=True)


def adjusted(city, plan, lines, reason: str = "上级调整任务。"):
    plan = city.hand.do(plan, "adjust", city.actor("mzj.jingban"), reason=reason)
    plan = city.hand.do(plan, "fill", city.actor("mzj.jingban"), lines=lines)
    plan = city.hand.do(plan, "submit", city.actor(HEAD))
    return plans.confirm(city.hand, plan, **{"overrides-A7.4": "已说明。"})


def test_in_1_each_month_has_its_notice_with_the_four_fields(city):
    plan_of(city, plans.plan_line("社区助餐", "700000.00", month=9))
    assert list(Intention.objects.values_list("month", flat=True)) == [6, 9]
    published(city, Intention.objects.get(month=6))
    notice = Notice.objects.get(kind="AN-01")
    row = notice.payload["projects"][0]
    assert (row["name"], row["budget"], row["expected"]) == (CARE, "540000.00", "2026-06")
    assert row["requirement"].startswith(CARE) and "6" in notice.title
    assert "procurement intentions" in notice.english["title"]
    assert refusal(Intention.objects.get(month=9), "publish", city.actor("mzj.jingban")).kind == "actor"
    assert refusal(Intention.objects.get(month=9), "publish", city.actor(HEAD)).errors


def test_in_5_what_is_below_the_quota_or_from_a_framework_is_not_told(city):
    small = plans.plan_line("社区讲座", "499999.99", month=7)
    framework = plans.plan_line("印刷服务", "900000.00", month=8, method="framework")
    plan_of(city, small, framework, plans.plan_line("等于限额", "500000.00", month=9))
    assert list(Intention.objects.values_list("month", flat=True)) == [6, 9]


def test_in_2_it_is_due_thirty_days_before_the_month(city):
    plan_of(city)
    duty = Duty.objects.open().get(rule="intention.lead")
    assert clock.legal_date(duty.due_at).isoformat() == "2026-05-02" and duty.role == "head"
    published(city, Intention.objects.get())
    assert not Duty.objects.open().filter(rule="intention.lead").exists()


def test_in_3_what_comes_within_the_year_is_told_at_once(city):
    plan_of(city, plans.plan_line("紧急项目", "800000.00", month=3))
    duty = Duty.objects.open().get(subject_id=Intention.objects.get(month=3).pk)
    assert clock.legal_date(duty.due_at) == clock.legal_date()


def test_in_3_nothing_is_told_of_months_that_are_over(city):
    plan_of(city, plans.plan_line("已过月份", "800000.00", month=2))
    assert list(Intention.objects.values_list("month", flat=True)) == [6]


def test_in_3_while_the_plan_is_adjusted_nothing_is_published(city):
    plan = plan_of(city)
    city.hand.do(plan, "adjust", city.actor("mzj.jingban"), reason="调整。")
    refused = refusal(Intention.objects.get(), "publish", city.actor(HEAD), publication_reviewed=True)
    assert refused.rules == {"IN-3"}


def test_in_6_a_project_that_is_given_up_is_told_with_the_reason(city):
    plan = plan_of(city, plans.plan_line("社区助餐", "700000.00", month=6))
    first = published(city, Intention.objects.get())
    adjusted(city, plan, as_rows(plan)[:1], reason="并入养老服务综合项目。")
    again = Intention.objects.get(pk=first.pk)
    assert again.state == "due"
    published(city, again)
    former, latest = Notice.objects.filter(kind="AN-01").order_by("published_at", "number")
    assert latest.corrects == former
    gone = latest.payload["projects"][1]
    assert gone["name"] == "社区助餐" and "并入养老服务综合项目" in str(gone["remarks"])
    ended = IntentionEntry.objects.get(ended=True)
    assert first_told(ended.line_key) is None


def test_an_unchanged_month_is_not_told_again(city):
    plan = plan_of(city, plans.plan_line("社区助餐", "700000.00", month=9))
    for intention in Intention.objects.all():
        published(city, intention)
    rows = as_rows(plan)
    adjusted(city, plan, [rows[0], {**rows[1], "amount": Decimal("750000.00")}])
    assert dict(Intention.objects.values_list("month", "state")) == {6: "published", 9: "due"}


def test_what_was_never_told_and_has_gone_lapses_and_comes_back(city):
    plan = plan_of(city, plans.plan_line("社区助餐", "700000.00", month=9))
    rows = as_rows(plan)
    plan = adjusted(city, plan, rows[:1])
    lapsed = Intention.objects.get(month=9)
    assert lapsed.state == "lapsed" and not Duty.objects.open().filter(subject_id=lapsed.pk).exists()
    adjusted(city, plan, [as_rows(plan)[0], plans.plan_line("社区助餐", "700000.00", month=9)])
    assert Intention.objects.get(month=9).state == "due"


@pytest.mark.parametrize(("days", "rules"), [(0, {"intention.lead"}), (29, {"intention.lead"}), (31, set())])
def test_intention_lead_sourcing_waits_thirty_days_or_says_why(city, days, rules):
    plan = plan_of(city)
    published(city, Intention.objects.get())
    project = demo.granted_project(city.hand, city.line, plan_line=plan.lines.get())
    clock.set_legal_now(clock.legal_now() + timedelta(days=days))
    now = clock.legal_now()
    found = was_public(project, first_told(project.plan_line_id), now, clock.legal_date(now))
    assert {obstacle.rule for obstacle in found} == rules


def test_in_4_without_an_intention_the_reason_is_asked_for(city):
    project = demo.granted_project(city.hand, city.line)
    now = clock.legal_now()
    (found,) = was_public(project, None, now, clock.legal_date(now))
    assert found.rule == "IN-4" and found.is_warning
    small = [{"name": "上门照护", "quantity": 100, "unit": "人次", "unit_price": "90.00"}]
    project = demo.granted_project(city.hand, city.line, title="小额服务", cost_rows=small)
    assert list(was_public(project, None, now, clock.legal_date(now))) == []
