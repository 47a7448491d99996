"""Intentions: told from the plan, thirty days ahead; changed and given up in public."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from disclosure.models import Notice
from procurement import demo
from procurement.demo import plans
from procurement.models import Intention, IntentionEntry, Project
from procurement.rules.intention import was_public
from procurement.services import first_told, intention_obstacles
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


# Outside of a plan


def outside(city, **values) -> Intention:
    project = demo.granted_project(city.hand, city.line, title="社区日间照料")
    return plans.told_outside_of_the_plan(city.hand, project, month=5, **values)


def prepared(city, project, **values) -> dict:
    given = {"project": project, "month": 5, "requirement": "照料6000人次。", "reason": "年中新增任务。"}
    return {**given, "approval": "", **values}


def test_in_3_what_stands_in_no_plan_is_told_on_its_budget_line(city):
    intention = outside(city)
    (row,) = Notice.objects.get(kind="AN-01").payload["projects"]
    assert (row["name"], row["budget"], row["expected"]) == ("社区日间照料", "540000.00", "2026-05")
    assert "年中新增任务" in str(row["remarks"]) and intention.state == "published"
    project, now = intention.project, clock.legal_now()
    assert {o.rule for o in intention_obstacles(project, now, clock.legal_date(now))} == {"intention.lead"}
    clock.set_legal_now(now + timedelta(days=31))
    now = clock.legal_now()
    assert not list(intention_obstacles(project, now, clock.legal_date(now)))


def test_in_3_it_rests_on_a_budget_line_or_on_an_approval(city):
    project = demo.submitted_project(city.hand, city.line, title="社区日间照料")
    Project._base_manager.filter(pk=project.pk).update(budget_line=None)
    handler = city.actor("mzj.jingban")
    refused = refusal(Intention, "prepare", handler, **prepared(city, project))
    assert refused.rules == {"IN-3"}
    given = prepared(city, project, approval="长财预〔2026〕8号")
    assert city.hand.make(Intention, "prepare", handler, **given).state == "due"


def test_in_3_a_project_of_a_plan_is_told_with_its_month_and_no_project_twice(city):
    again, handler = outside(city).project, city.actor("mzj.jingban")
    other = demo.granted_project(city.hand, city.line, title="社区助浴")
    plan = plan_of(city)
    planned = demo.granted_project(city.hand, city.line, plan_line=plan.lines.get())
    assert refusal(Intention, "prepare", handler, **prepared(city, planned)).errors
    (found,) = intention_obstacles(planned, clock.legal_now(), clock.legal_date())
    assert found.rule == "IN-4" and found.mend.url == plan.get_absolute_url()
    assert refusal(Intention, "prepare", handler, **prepared(city, again)).errors
    assert refusal(Intention, "prepare", city.actor("sfj.jingban"), **prepared(city, other)).errors
    assert refusal(Intention, "prepare", city.actor(HEAD), **prepared(city, other)).kind == "actor"
    assert refusal(Intention, "prepare", handler, **prepared(city, other, month=2)).rules == {"IN-1"}


def test_in_6_with_its_project_it_is_told_to_be_given_up(city):
    intention = outside(city)
    project = Project.objects.get(pk=intention.project_id)
    city.hand.do(project, "terminate", city.actor(HEAD), reason="职能划转。")
    published(city, Intention.objects.get(pk=intention.pk))
    former, latest = Notice.objects.filter(kind="AN-01").order_by("published_at", "number")
    (row,) = latest.payload["projects"]
    assert latest.corrects == former and "职能划转" in str(row["remarks"])
    assert first_told(project.pk) is None


def test_what_was_not_told_yet_lapses_with_its_project(city):
    project = demo.submitted_project(city.hand, city.line, title="社区日间照料")
    intention = city.hand.make(Intention, "prepare", city.actor("mzj.jingban"), **prepared(city, project))
    city.hand.do(project, "refuse", city.actor("czj.shenhe"), reason="已由省级安排。")
    assert Intention.objects.get(pk=intention.pk).state == "lapsed"
