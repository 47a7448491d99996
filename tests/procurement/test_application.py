"""What an application must show before it reaches finance: each rule once broken, once kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from catalog.demo import brought_into_force
from catalog.models import Edition
from catalog.standard import first_edition
from procurement import demo
from procurement.indicators import default_indicators
from procurement.models import Indicator, Project, YearClosing
from tests.procurement.refusals import guard_rules, refusal
from tests.procurement.world import TODAY
from workflow import clock, law
from workflow.engine import create, execute
from workflow.models import Duty


def prepared(city, **values) -> Project:
    return demo.prepare(city.hand, demo.draft_project(city.hand), city.line, **values)


def rules_before_submission(city, **values) -> set[str]:
    """What keeps a handler from presenting an application that is filled in like this."""
    return guard_rules(prepared(city, **values), "present", city.actor("mzj.jingban"))


def test_a_complete_application_goes_from_the_handler_to_finance(city):
    assert rules_before_submission(city) == set()
    project = demo.submitted_project(city.hand, city.line)
    assert project.state == "submitted"
    assert project.requested_amount == Decimal("540000.00")
    assert project.finance == city.line.finance


def test_project_finance_review_finance_has_fifteen_working_days(city):
    """From Monday the second of March 2026 to Monday the twenty-third; a return begins them anew."""
    project = demo.submitted_project(city.hand, city.line)
    waiting = Duty.objects.open().get(subject_id=project.pk, step="procurement.project.grant")
    assert (waiting.rule, timezone.localdate(waiting.due_at)) == ("project.finance_review", date(2026, 3, 23))
    execute(project, "give_back", city.actor("czj.shenhe"), reason="请补充绩效目标。")
    assert not Duty.objects.open().filter(rule="project.finance_review").exists()


@pytest.mark.parametrize(
    "missing",
    [
        {"need": ""},
        {"recipients": ""},
        {"recipient_number": None},
        {"service_class": None},
        {"quantity": None},
        {"unit": ""},
        {"quality_standard": ""},
        {"starts_on": None},
        {"ends_on": None},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a4_2_nothing_that_belongs_in_an_application_is_missing(city, missing):
    assert rules_before_submission(city, **missing) == {"A4.2"}


@pytest.mark.parametrize("missing", ["benefit_function", "benefit_cost", "benefit_quality"])
def test_a3_3_all_three_benefits_are_assessed(city, missing):
    assert rules_before_submission(city, **{missing: " "}) == {"A3.3"}


def test_a0_2_no_double_provision_is_declared_and_explained(city):
    assert rules_before_submission(city, no_double_provision=False) == {"A0.2"}
    assert rules_before_submission(city, posts_note="") == {"A0.2"}


def test_a3_2_new_or_temporary_functions_are_named_as_such(city):
    assert rules_before_submission(city, new_or_temporary=None) == {"A3.2"}
    assert rules_before_submission(city, new_or_temporary="yes", new_or_temporary_note="至2027年底") == set()


def test_a5_1_what_is_not_in_the_budget_is_not_carried_out(city):
    assert rules_before_submission(city, budget_line=None) == {"A5.1"}


def test_a5_1_a_line_of_another_unit_year_or_purpose_does_not_count(city):
    demo.purchaser(city.hand, "sfj")
    others = demo.budget_line(city.hand, "sfj")
    project = demo.draft_project(city.hand)
    data = demo.acts.application(project, others)
    assert "budget_line" in refusal(project, "prepare", city.actor("mzj.jingban"), **data).errors
    meant = demo.budget_line(city.hand, code="x", category="B")
    assert guard_rules(demo.prepare(city.hand, project, meant), "present", city.actor("mzj.jingban")) == {
        "A5.1"
    }
    fitting = demo.budget_line(city.hand, code="y", category="A07")
    assert not guard_rules(demo.prepare(city.hand, project, fitting), "present", city.actor("mzj.jingban"))
    execute(fitting, "close", city.actor("czj.shenhe"), reason="全年不再安排")
    found = Project.objects.get(pk=project.pk)
    assert guard_rules(found, "present", city.actor("mzj.jingban")) == {"A5.1"}


def test_a0_2_the_cost_is_set_out_by_quantity_and_price(city):
    assert rules_before_submission(city, cost_rows=[]) == {"A0.2"}
    rows = [
        {"name": "甲", "quantity": "3", "unit": "次", "unit_price": "33.33"},
        {"name": "乙", "quantity": "0.5", "unit": "次", "unit_price": "0.01"},
    ]
    assert prepared(city, cost_rows=rows).requested_amount == Decimal("100.00")


@pytest.mark.parametrize(
    "row",
    [
        {"quantity": "0"},
        {"quantity": "-1"},
        {"quantity": "NaN"},
        {"unit_price": "1.005"},
        {"unit_price": "NaN"},
        {"unit_price": "1e3"},
        {"quantity": "999999999", "unit_price": "99999999999.99"},
        {"name": ""},
    ],
    ids=str,
)
def test_cost_rows_take_amounts_only(city, row):
    project = demo.draft_project(city.hand)
    rows = [{"name": "甲", "quantity": "1", "unit": "次", "unit_price": "1.00", **row}]
    data = demo.acts.application(project, city.line, cost_rows=rows)
    assert refusal(project, "prepare", city.actor("mzj.jingban"), **data).errors


def test_a_sum_too_large_to_pay_is_refused(city):
    project = demo.draft_project(city.hand)
    row = {"name": "甲", "quantity": "99999", "unit": "次", "unit_price": "999999999.99"}
    data = demo.acts.application(project, city.line, cost_rows=[row, row])
    assert refusal(project, "prepare", city.actor("mzj.jingban"), **data).obstacles[0].field == "cost_rows"


NEG = [f"NEG-{n}" for n in range(1, 19)]


@pytest.mark.parametrize("point", NEG)
def test_neg_what_may_not_be_purchased_stops_unless_a_law_is_cited(city, point):
    answers = [{"rule": r, "applies": "yes" if r == point else "no"} for r in NEG]
    assert rules_before_submission(city, exclusions=answers) == {point}
    answers = [{**a, "law": "某法第三条"} if a["rule"] == point else a for a in answers]
    assert rules_before_submission(city, exclusions=answers) == set()


def test_neg_every_point_in_force_is_answered(city):
    assert rules_before_submission(city, exclusions=[]) == {"NEG-1"}
    answers = [{"rule": r, "applies": "no"} for r in NEG if r != "NEG-18"]
    assert rules_before_submission(city, exclusions=answers) == {"NEG-18"}


def test_neg_in_2016_only_the_policy_s_own_eleven_points_stood(city):
    points = demo.acts.exclusions_in_force("220100", date(2016, 3, 1))
    assert [rule.id for rule in points] == NEG[:11]
    assert len(demo.acts.exclusions_in_force("220100", date(2018, 3, 1))) == 12
    assert len(demo.acts.exclusions_in_force("220100", date(2026, 3, 1))) == 18


def test_a3_5_a_project_refers_to_an_item_of_the_catalogue_in_force(city):
    project = prepared(city)
    rows = [row for row in first_edition() if row["code"] != "A07"]
    edition = city.hand.make(
        Edition,
        "draft",
        city.actor("czj.mulu"),
        year=2026,
        number="x",
        issued_on=date(2026, 2, 20),
        effective_from=date(2026, 3, 1),
        consultation="x",
        contact="x",
        items=rows,
    )
    brought_into_force(city.hand, edition)
    assert guard_rules(project, "present", city.actor("mzj.jingban")) == {"A3.5"}
    data = demo.acts.application(project, city.line)
    assert "item" in refusal(project, "prepare", city.actor("mzj.jingban"), **data).errors


def test_a7_12_who_prepared_an_application_does_not_submit_it(city):
    project = demo.presented_project(city.hand, city.line)
    both = city.actor("mzj.jingban").with_roles("handler", "head")
    assert refusal(project, "submit", both).rules == {"A7.12"}
    assert execute(project, "submit", city.actor("mzj.lingdao")).subject.state == "submitted"


def test_b8_11_more_than_a_year_needs_reasons_and_more_than_three_is_out(city):
    plan = [{"year": 2027, "amount": "500000"}, {"year": 2028, "amount": "500000"}]
    line = demo.budget_line(city.hand, code="multi", plan_years=plan)
    project = demo.draft_project(city.hand)

    def rules(**values) -> set[str]:
        found = demo.prepare(city.hand, project, line, starts_on=date(2026, 4, 1), **values)
        return guard_rules(found, "present", city.actor("mzj.jingban"))

    assert rules(ends_on=date(2027, 3, 31)) == set()
    assert rules(ends_on=date(2027, 4, 1)) == {"B8.11", "B8.12"}
    lines = [demo.expected_line(city.hand, year=year) for year in (2027, 2028)]
    longer = demo.several_years(line, *((each, Decimal("100000.00")) for each in lines))
    del longer["starts_on"]
    assert rules(**longer) == set()
    assert rules(**{**longer, "term_basis": ""}) == {"B8.11"}
    assert "B8.11" in rules(**{**longer, "ends_on": date(2029, 4, 1)})


def test_b8_12_a_term_runs_only_into_years_that_the_plan_has_money_for(city):
    assert rules_before_submission(city, ends_on=date(2027, 2, 28)) == {"B8.12"}
    line = demo.budget_line(city.hand, code="p", plan_years=[{"year": 2027, "amount": "100000"}])
    project = demo.prepare(city.hand, demo.draft_project(city.hand), line, ends_on=date(2027, 2, 28))
    assert not guard_rules(project, "present", city.actor("mzj.jingban"))


def test_o102_20_the_ex_ante_evaluation_is_there_since_march_2020(city):
    assert rules_before_submission(city, ex_ante_evaluation="") == {"O102-20"}
    assert not law.applies("O102-20", on=date(2020, 2, 29))


def weights(**changed: str) -> list[dict]:
    """The default indicators, with other points for some."""
    return [{**row, "points": changed.get(row["name"], row["points"])} for row in default_indicators()]


@pytest.mark.parametrize(
    ("rows", "sound"),
    [
        (weights(), True),
        (weights(实际完成率="16"), False),
        (weights(实际完成率="14.50", 服务覆盖率="10.50"), True),
        (weights(服务对象满意度="9", 实际完成率="26"), False),
        (weights(服务对象满意度="10", 实际完成率="25"), True),
        (weights(资金使用合规性="27", 实际完成率="1", 服务覆盖率="3"), False),
        ([], False),
    ],
    ids=["default", "101", "halves", "satisfaction 9", "satisfaction 10", "outputs 59", "none"],
)
def test_e3_weights_add_up_to_100_with_enough_for_outputs_and_satisfaction(city, rows, sound):
    assert rules_before_submission(city, indicators=rows) == (set() if sound else {"E3"})


def test_indicators_need_a_range_to_score_in(city):
    project = demo.draft_project(city.hand)
    rows = [{**row, "zero_at": row["target"]} for row in default_indicators()]
    data = demo.acts.application(project, city.line, indicators=rows)
    assert "indicators-0-zero_at" in refusal(project, "prepare", city.actor("mzj.jingban"), **data).errors


def test_numbers_are_given_with_the_first_submission_in_sequence(city):
    first = demo.submitted_project(city.hand, city.line)
    draft = prepared(city)
    second = demo.submitted_project(city.hand, city.line)
    assert [first.number, draft.number, second.number] == ["CGF-2026-0001", "", "CGF-2026-0002"]
    back = execute(first, "give_back", city.actor("czj.shenhe"), reason="请补充").subject
    back = city.hand.do(back, "present", city.actor("mzj.jingban"))
    assert execute(back, "submit", city.actor("mzj.lingdao")).subject.number == "CGF-2026-0001"


def test_saving_an_older_text_is_noticed(city):
    project = prepared(city)
    data = demo.acts.application(project, city.line, need="甲的修改")
    handler = city.actor("mzj.jingban")
    seen = project.revision
    execute(project, "prepare", handler, {**data, "revision": seen})
    refused = refusal(project, "prepare", handler, **{**data, "need": "乙的修改", "revision": seen})
    assert refused.obstacles
    assert Project.objects.get(pk=project.pk).need == "甲的修改"


def test_what_lies_before_others_can_not_be_changed_by_anybody(city):
    project = demo.presented_project(city.hand, city.line)
    data = demo.acts.application(project, city.line)
    assert refusal(project, "prepare", city.actor("mzj.jingban"), **data).kind == "state"
    with pytest.raises(DatabaseError, match="no longer be changed"), transaction.atomic():
        Indicator.objects.filter(project=project).update(points=1)
    with pytest.raises(DatabaseError, match="no longer be changed"), transaction.atomic():
        project.cost_rows.all().delete()


def test_the_head_hands_back_with_a_reason(city):
    project = demo.presented_project(city.hand, city.line)
    head = city.actor("mzj.lingdao")
    assert refusal(project, "hand_back", head).errors
    project = execute(project, "hand_back", head, reason="测算依据不足").subject
    assert (project.state, project.remark) == ("draft", "测算依据不足")


def test_other_units_neither_draft_nor_prepare_for_this_one(city):
    project = demo.draft_project(city.hand)
    data = demo.acts.application(project, None)
    for name in ("sfj.jingban", "mzj.lingdao", "czj.shenhe", "kangle.jingban"):
        assert refusal(project, "prepare", city.actor(name), **data).kind == "actor"
    item = project.item
    for name in ("mzj.lingdao", "czj.shenhe", "kangle.jingban", "sjj.shenji"):
        assert refusal(Project, "draft", city.actor(name), title="x", item=item, year=2026).kind == "actor"


def test_a_district_s_unit_applies_to_its_own_finance(city):
    demo.purchaser(city.hand, "ngmz")
    line = demo.budget_line(city.hand, "ngmz")
    project = demo.submitted_project(city.hand, line, "ngmz")
    assert project.finance.name == "南关区财政局"
    data = {"amount": "1.00", "decision_number": "x"}
    assert refusal(project, "grant", city.actor("czj.shenhe"), **data).kind == "actor"
    assert execute(project, "grant", city.actor("ngcz.shenhe"), data).subject.state == "granted"


def test_the_year_s_numbers_begin_anew(city):
    demo.submitted_project(city.hand, city.line)
    clock.set_legal_now(datetime(2027, 1, 4, 9, 0, tzinfo=clock.SHANGHAI))
    line = demo.budget_line(city.hand, year=2027, code="2027")
    assert demo.submitted_project(city.hand, line).number == "CGF-2027-0001"
    clock.set_legal_now(TODAY)


@pytest.mark.parametrize("year", [TODAY.year - 1, TODAY.year + 2])
def test_a5_1_nothing_is_asked_of_a_year_that_is_over_or_not_yet_prepared(city, year):
    item = demo.draft_project(city.hand, year=TODAY.year + 1).item
    given = {"title": "新项目", "item": item, "year": year}
    assert refusal(Project, "draft", city.actor("mzj.jingban"), **given).rules == {"A5.1"}


def test_drafting_starts_with_the_default_indicators(city):
    project = create(
        Project,
        "draft",
        city.actor("mzj.jingban"),
        {"title": "新项目", "item": demo.draft_project(city.hand).item, "year": 2026},
    ).subject
    assert sum(points for _block, points in project.indicator_weights()) == 100


def test_a5_4_a_service_that_begins_when_payments_end_is_told_at_both_desks(city):
    """Its money would have to be reserved at once, or lapses."""
    late = {"starts_on": date(2026, 12, 20), "ends_on": date(2026, 12, 31)}
    project = demo.presented_project(city.hand, city.line, **late)
    head, finance = city.actor("mzj.lingdao"), city.actor("czj.shenhe")
    assert "A5.4" not in guard_rules(project, "submit", head)
    city.hand.make(YearClosing, "open", finance, year=2026, payments_until=date(2026, 12, 20))
    assert "A5.4" in guard_rules(project, "submit", head)
    project = city.hand.do(project, "submit", head, **{"overrides-A5.4": "首付款在支付截止日前申请。"})
    assert "A5.4" in guard_rules(project, "grant", finance)
