"""The annual plan: drawn up, heard about, confirmed, adjusted; and what applications refer to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts import demo as people
from procurement import demo
from procurement.demo import plans, rounds
from procurement.models import JointOpinion, PlanLine, PlanVersion, PurchasePlan
from procurement.presenting_plans import rows_of
from tests.procurement.refusals import guard_rules, refusal
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty

FINANCE = "czj.shenhe"


def fresh(plan):
    return PurchasePlan.objects.get(pk=plan.pk)


def opinion(plan, office: str) -> JointOpinion:
    return plan.present_opinions().get(office=office)


def titles(plan) -> list[str]:
    return list(plan.lines.values_list("title", flat=True))


def as_rows(plan) -> list[dict]:
    """The lines as the form hands them in."""
    names = ("title", "item", "amount", "month", "method", "service_class", "years", "requirement")
    return [{"line": line.pk, **{n: getattr(line, n) for n in names}} for line in plan.lines.all()]


def test_a_plan_is_opened_once_for_each_year(city):
    plans.filled_plan(city.hand)
    refused = refusal(PurchasePlan, "open", city.actor("mzj.jingban"), year=2026)
    assert refused.obstacles[0].field == "year"
    assert refusal(PurchasePlan, "open", city.actor("sfj.jingban"), year=2026).rules == {"PUR-1"}


def test_a7_4_an_empty_plan_is_not_sent(city):
    plan = city.hand.make(PurchasePlan, "open", city.actor("mzj.jingban"), year=2027)
    assert refusal(plan, "submit", city.actor("mzj.lingdao")).rules == {"A7.4"}
    assert refusal(plan, "submit", city.actor("mzj.jingban")).kind == "actor"


def test_the_head_hears_of_it_once_something_is_filled_in(city):
    plan = city.hand.make(PurchasePlan, "open", city.actor("mzj.jingban"), year=2027)
    assert Duty.objects.open().get(subject_id=plan.pk).role == "handler"
    execute(plan, "fill", city.actor("mzj.jingban"), lines=[plans.plan_line()])
    assert Duty.objects.open().get(subject_id=plan.pk).role == "head"


def test_a3_2_a_new_function_is_named(city):
    plan = plans.filled_plan(city.hand)
    bad = [plans.plan_line(new_or_temporary=True)]
    assert "lines-0-function_note" in refusal(plan, "fill", city.actor("mzj.jingban"), lines=bad).errors
    good = [plans.plan_line(new_or_temporary=True, function_note="2026年新增的认知症早筛")]
    execute(plan, "fill", city.actor("mzj.jingban"), lines=good)
    assert PlanLine.objects.get().new_or_temporary


@pytest.mark.parametrize(
    ("office", "rule"), [("staffing", "A7.10"), ("labour", "A7.20"), ("civil", "A7.4"), ("market", "A7.4")]
)
def test_a7_4_a_plan_is_settled_after_hearing_each_department(city, office, rule):
    plan = plans.submitted_plan(city.hand)
    refused = refusal(plan, "confirm", city.actor(FINANCE), document_number="长财购〔2026〕1号")
    assert refused.rules == {"A7.4", "A7.10", "A7.20"}
    assert office in refusal(plan, "ask", city.actor(FINANCE), **{
        name: people.organisation(unit) for name, unit in plans.ASKED.items() if name != office
    }).errors  # fmt: skip
    plan = plans.answered(city.hand, plans.ask(city.hand, plan))
    assert rule not in guard_rules(fresh(plan), "confirm", city.actor(FINANCE))
    assert plans.confirm(city.hand, fresh(plan)).version == 1


def test_a_unit_is_not_heard_about_its_own_plan(city):
    plan = plans.submitted_plan(city.hand)
    units = {name: people.organisation(unit) for name, unit in plans.ASKED.items()}
    own = {**units, "civil": people.organisation("mzj")}
    assert "civil" in refusal(plan, "ask", city.actor(FINANCE), **own).errors


def test_plan_opinion_the_departments_have_ten_working_days(city):
    plan = plans.asked_plan(city.hand, trade=("wjw",))
    duties = Duty.objects.open().filter(rule="plan.opinion")
    assert {duty.role for duty in duties} == {"regulator", "head"} and duties.count() == 5
    assert {clock.legal_date(duty.due_at).isoformat() for duty in duties} == {"2026-03-16"}
    assert guard_rules(plan, "confirm", city.actor(FINANCE)) == {"plan.opinion"}
    plans.answer(
        city.hand, opinion(plan, "trade"), "wjw.lingdao", verdict="remarks", text="建议与家庭医生签约衔接。"
    )
    plans.answered(city.hand, plan)
    assert guard_rules(plan, "confirm", city.actor(FINANCE)) == set()
    assert not Duty.objects.open().filter(rule="plan.opinion").exists()


def test_plan_opinion_who_lets_the_period_pass_is_gone_on_without_for_a_reason(city):
    plan = plans.asked_plan(city.hand)
    for office in ("staffing", "civil", "market"):
        plans.answer(city.hand, opinion(plan, office), f"{plans.ASKED[office]}.jianguan")
    clock.set_legal_now(clock.legal_now() + timedelta(days=20))
    refused = refusal(plan, "confirm", city.actor(FINANCE), document_number="长财购〔2026〕1号")
    assert refused.rules == {"A7.4"}
    plan = plans.confirm(city.hand, plan, **{"overrides-A7.4": "人社部门电话答复无意见。"})
    assert JointOpinion.objects.get(office="labour").state == "ended"
    assert not Duty.objects.open().filter(rule="plan.opinion").exists()


def test_a7_4_one_reason_answers_all_that_the_rule_warns_of_and_stays_as_typed(city, sign_in):
    """Several departments were silent: each is named, above one box."""
    plan = plans.asked_plan(city.hand)
    for office in ("staffing", "civil"):
        plans.answer(city.hand, opinion(plan, office), f"{plans.ASKED[office]}.jianguan")
    clock.set_legal_now(clock.legal_now() + timedelta(days=20))
    refused = refusal(plan, "confirm", city.actor(FINANCE), document_number="长财购〔2026〕1号")
    assert [o.rule for o in refused.obstacles] == ["A7.4", "A7.4"]
    typed = {"document_number": "", "overrides-A7.4": "两部门电话答复无意见。"}
    page = sign_in(FINANCE).post(f"{plan.get_absolute_url()}confirm/", typed).content.decode()
    assert page.count('name="overrides-A7.4"') == 1 and typed["overrides-A7.4"] in page
    assert all(str(o.text) in page for o in refused.obstacles)
    without = sign_in(FINANCE).post(f"{plan.get_absolute_url()}confirm/", {"document_number": "1号"})
    assert 'href="#overrides-A7.4"' in without.content.decode(), "the summary leads to the box"


def test_an_objection_has_its_grounds_and_is_dealt_with(city):
    plan = plans.asked_plan(city.hand)
    market, who = opinion(plan, "market"), city.actor("scjg.jianguan")
    assert refusal(market, "give", who, verdict="oppose").obstacles[0].field == "text"
    assert refusal(market, "give", city.actor("shzz.jianguan"), verdict="agree").kind == "actor"
    plans.answered(city.hand, plan, market={"verdict": "oppose", "text": "同类企业不足三家。"})
    refused = refusal(plan, "confirm", city.actor(FINANCE), document_number="1号")
    assert refused.rules == {"A7.4"} and "scjg" not in str(refused)


def test_a7_10_posts_asked_for_a_bought_service_warn(city):
    plan = plans.asked_plan(city.hand)
    line = plan.lines.get()
    posts = [{"line": str(line.pk), "posts": 12, "note": "拟增设护理岗位"}]
    transfers = [{"function": "居家照护的直接组织", "since": "2026-01-01", "basis": "长编发〔2026〕2号"}]
    plans.answered(city.hand, plan, staffing={"posts": posts, "transfers": transfers})
    assert refusal(plan, "confirm", city.actor(FINANCE), document_number="1号").rules == {"A3.2"}
    assert opinion(plan, "staffing").transfers.get().function == "居家照护的直接组织"
    plan = plans.confirm(city.hand, plan, **{"overrides-A3.2": "岗位用于监管，不承担服务。"})
    project = demo.prepare(city.hand, demo.draft_project(city.hand), city.line, plan_line=line)
    assert guard_rules(project, "present", city.actor("mzj.jingban")) == {"A3.2"}


def test_a7_4_applications_on_one_line_of_the_plan_count_together(city, sign_in):
    plan = plans.confirm(city.hand, plans.answered(city.hand, plans.asked_plan(city.hand)))
    line = plan.lines.get()
    one = demo.prepare(city.hand, demo.draft_project(city.hand), city.line, plan_line=line)
    assert one.requested_amount <= line.amount < 2 * one.requested_amount
    assert not guard_rules(one, "present", city.actor("mzj.jingban"))
    two = demo.prepare(city.hand, demo.draft_project(city.hand), city.line, plan_line=line)
    city.hand.do(one, "present", city.actor("mzj.jingban"))
    assert guard_rules(two, "present", city.actor("mzj.jingban")) >= {"A7.4"}
    page = sign_in("mzj.jingban").get(plan.get_absolute_url()).content.decode()
    assert page.count(f"{one.requested_amount:,.2f}") >= 2


def test_only_the_department_for_posts_notes_posts(city):
    plan = plans.asked_plan(city.hand)
    rows = [{"line": str(plan.lines.get().pk), "posts": 1}]
    refused = refusal(
        opinion(plan, "market"), "give", city.actor("scjg.jianguan"), verdict="agree", posts=rows
    )
    assert refused.errors
    stranger = plans.filled_plan(city.hand, year=2027).lines.get()
    rows = [{"line": str(stranger.pk), "posts": 1}]
    given = {"verdict": "agree", "posts": rows}
    assert refusal(opinion(plan, "staffing"), "give", city.actor("bwb.jianguan"), **given).obstacles


def test_what_is_returned_goes_round_again(city):
    plan = plans.asked_plan(city.hand)
    plan = city.hand.do(plan, "give_back", city.actor(FINANCE), reason="请核对金额。")
    assert not Duty.objects.open().filter(rule="plan.opinion").exists()
    plan = city.hand.do(plan, "submit", city.actor("mzj.lingdao"))
    assert plan.round == 2 and not plan.present_opinions().exists()
    assert "A7.10" in guard_rules(plan, "confirm", city.actor(FINANCE))


def test_an_adjustment_keeps_the_version_before(city):
    rows = [plans.plan_line(), plans.plan_line("社区助餐", "120000.00")]
    plan = plans.confirmed_plan(city.hand, lines=rows)
    assert refusal(plan, "adjust", city.actor("mzj.jingban")).errors
    plan = city.hand.do(plan, "adjust", city.actor("mzj.jingban"), reason="上级追加任务。")
    first, _second = as_rows(plan)
    new = plans.plan_line("老年人能力评估", "80000.00")
    plan = city.hand.do(
        plan, "fill", city.actor("mzj.jingban"), lines=[{**first, "amount": "600000.00"}, new]
    )
    plan = city.hand.do(plan, "submit", city.actor("mzj.lingdao"))
    assert refusal(plan, "confirm", city.actor(FINANCE), document_number="2号").rules == {"A7.4"}
    plan = plans.confirm(
        city.hand, plan, document_number="2号", **{"overrides-A7.4": "金额小，会签时已说明。"}
    )
    one, two = PlanVersion.objects.order_by("number")
    assert [row["title"] for row in one.content] == ["失能老年人居家养老上门服务", "社区助餐"]
    assert (two.total, two.reason, plan.version) == (Decimal("680000.00"), "上级追加任务。", 2)
    with override("zh-hans"):
        assert rows_of(two.content)[0]["item_text"].startswith("A07 养老服务")
    with override("en"):
        assert rows_of(two.content)[0]["item_text"].isascii()


def test_a_line_in_use_is_not_dropped_and_keeps_its_key(city):
    plan = plans.confirmed_plan(city.hand)
    line = plan.lines.get()
    demo.prepare(city.hand, demo.draft_project(city.hand), city.line, plan_line=line)
    plan = city.hand.do(plan, "adjust", city.actor("mzj.jingban"), reason="调整。")
    gone = refusal(plan, "fill", city.actor("mzj.jingban"), lines=[plans.plan_line("别的项目")])
    assert gone.obstacles[0].field == "lines"
    foreign = plans.filled_plan(city.hand, year=2027).lines.get()
    rows = [{**plans.plan_line(), "line": foreign.pk}]
    assert refusal(plan, "fill", city.actor("mzj.jingban"), lines=rows).obstacles
    city.hand.do(fresh(plan), "fill", city.actor("mzj.jingban"), lines=as_rows(plan))
    assert plan.lines.get().pk == line.pk


def test_two_people_save_the_same_plan(city):
    plan = plans.filled_plan(city.hand)
    rows = as_rows(plan)
    execute(plan, "fill", city.actor("mzj.jingban"), revision=1, lines=rows)
    assert refusal(fresh(plan), "fill", city.actor("mzj.jingban"), revision=1, lines=rows).obstacles


def test_a7_4_an_application_refers_to_its_line_of_the_confirmed_plan(city):
    plan = plans.confirmed_plan(city.hand)
    line, handler = plan.lines.get(), city.actor("mzj.jingban")
    project = demo.prepare(city.hand, demo.draft_project(city.hand), city.line)
    assert guard_rules(project, "present", handler) == {"A7.4"}
    project = demo.prepare(city.hand, project, city.line, plan_line=line)
    assert guard_rules(project, "present", handler) == set()
    more = [{"name": "上门照护", "quantity": 6000, "unit": "人次", "unit_price": "95.00"}]
    project = demo.prepare(city.hand, project, city.line, plan_line=line, cost_rows=more)
    assert guard_rules(project, "present", handler) == {"A7.4"}


def test_a7_4_only_a_confirmed_line_of_the_own_plan_is_offered(city):
    draft = plans.filled_plan(city.hand)
    project = demo.draft_project(city.hand)
    values = demo.acts.application(project, city.line, plan_line=draft.lines.get())
    assert "plan_line" in refusal(project, "prepare", city.actor("mzj.jingban"), **values).errors
    assert "A7.4" not in guard_rules(project, "present", city.actor("mzj.jingban"))


def test_a7_4_the_line_foresees_the_item(city):
    plan = plans.confirmed_plan(city.hand, lines=[plans.plan_line(item="A05")])
    project = demo.draft_project(city.hand)
    values = demo.acts.application(project, city.line, plan_line=plan.lines.get())
    refused = refusal(project, "prepare", city.actor("mzj.jingban"), **values)
    assert refused.rules == {"A7.4"} and refused.obstacles[0].field == "plan_line"


def test_a7_4_a_plan_confirmed_after_the_budget_says_where_that_gives_less(city):
    plan = plans.answered(city.hand, plans.asked_plan(city.hand))
    line = plan.lines.get()
    why = {"overrides-budget.cutoff_month": "预算管理一体化系统升级。"}
    rows = [rounds.request_row(line.title, price=str(line.amount), quantity=1, plan_line=line.pk)]
    sent = rounds.sent_up(city.hand, rounds.budget_round(city.hand, plan.year, **why), rows=rows)
    mine = rounds.draft_sent(city.hand, rounds.with_figures(city.hand, sent, cut=[line.title]))
    rounds.budget_approved(city.hand, mine)
    (found,) = refusal(plan, "confirm", city.actor(FINANCE), document_number="1号").obstacles
    assert (found.is_warning, found.rule) == (True, "A7.4") and line.title in str(found.text)
    reasoned = {"overrides-A7.4": "差额由单位其他资金解决。"}
    assert plans.confirm(city.hand, plan, **reasoned).state == "confirmed"
