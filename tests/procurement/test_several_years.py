"""A purchase of several years: each year's line bears its own share and nothing else (B8.11, B8.12, A5.4)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import demo as people
from procurement import demo
from procurement.models import BudgetLine, BudgetTable, Commitment
from procurement.passing import Procurement, bundled
from tests.procurement.refusals import guard_rules, refusal
from workflow import clock
from workflow.engine import execute

LATER = Decimal("300000.00")
ASKED = Decimal("540000.00")


@pytest.fixture
def ahead(city) -> BudgetLine:
    """Next year's line, opened ahead of its budget."""
    return demo.expected_line(city.hand, amount=Decimal("400000.00"))


@pytest.fixture
def asked(city, ahead):
    """540,000.00 for two years, of which the later one bears 300,000.00; with finance."""
    return demo.submitted_project(city.hand, city.line, **demo.several_years(city.line, (ahead, LATER)))


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def committed() -> dict[int, Decimal]:
    return dict(Commitment.objects.values_list("year", "amount"))


def grant(city, project, amount=ASKED, **more):
    given = {"amount": amount, "decision_number": "长财社〔2026〕12号", **more}
    return execute(project, "grant", city.actor("czj.shenhe"), given).subject


def test_a5_4_a_grant_reserves_each_years_share_on_that_years_line(city, ahead, asked):
    grant(city, asked)
    assert committed() == {2026: ASKED - LATER, 2027: LATER}
    assert (fresh(city.line).committed, fresh(ahead).committed) == (ASKED - LATER, LATER)


def test_a5_4_finance_grants_less_and_says_what_of_it_later_years_bear(city, ahead, asked):
    finance = city.actor("czj.shenhe")
    less = {"amount": "400000.00", "decision_number": "12"}
    assert refusal(asked, "grant", finance, **less).rules == {"B8.12"}
    wrong = [{"year": 2028, "amount": "1.00"}]
    assert refusal(asked, "grant", finance, **less, later_years=wrong).rules == {"B8.12"}
    all_of_it = [{"year": 2027, "amount": "400000.00"}]
    assert refusal(asked, "grant", finance, **less, later_years=all_of_it).rules == {"A5.1"}
    grant(city, asked, "400000.00", later_years=[{"year": 2027, "amount": "150000.00"}])
    assert committed() == {2026: Decimal("250000.00"), 2027: Decimal("150000.00")}


def test_a5_4_no_share_is_more_than_its_line_has_free(city, ahead, asked):
    execute(ahead, "expect_anew", city.actor("czj.shenhe"), {
        "amount": LATER - 1, "approval_number": "长财预〔2026〕19号", "reason": "中期规划压减。",
    })  # fmt: skip
    refused = refusal(asked, "grant", city.actor("czj.shenhe"), amount=ASKED, decision_number="12")
    assert refused.rules == {"A5.4"}
    assert refused.obstacles[0].field == "later_years"
    assert committed() == {}


def test_b8_12_a_service_of_more_than_a_year_says_what_each_year_bears(city, ahead):
    years = demo.several_years(city.line, (ahead, LATER)) | {"later_years": []}
    project = demo.prepare(city.hand, demo.draft_project(city.hand), city.line, **years)
    assert guard_rules(project, "present", city.actor("mzj.jingban")) == {"B8.12"}
    rows = [{"line": ahead, "amount": ASKED}]
    data = demo.acts.application(project, city.line, **years | {"later_years": rows})
    refused = refusal(project, "prepare", city.actor("mzj.jingban"), **data)
    assert refused.rules == {"A5.1"}, "something is left for the first year"
    demo.prepare(city.hand, project, city.line, **demo.several_years(city.line, (ahead, LATER)))
    assert not guard_rules(fresh(project), "present", city.actor("mzj.jingban"))


def test_a5_1_shares_rest_on_own_lines_of_the_same_source_each_year_once(city, ahead):
    project = demo.draft_project(city.hand)
    other = demo.expected_line(city.hand, code="fund", source="fund")
    twice = [{"line": ahead, "amount": "1.00"}, {"line": ahead, "amount": "1.00"}]
    for rows, rule in ([{"line": other, "amount": "1.00"}], "A5.1"), (twice, "B8.12"):
        data = demo.acts.application(project, city.line, later_years=rows)
        assert refusal(project, "prepare", city.actor("mzj.jingban"), **data).rules == {rule}
    foreign = demo.expected_line(city.hand, "wjw")
    data = demo.acts.application(project, city.line, later_years=[{"line": foreign, "amount": "1.00"}])
    assert refusal(project, "prepare", city.actor("mzj.jingban"), **data).errors


def test_b8_12_a_line_is_opened_ahead_for_the_years_of_the_medium_term_plan(city):
    for year in (2026, 2029):
        with pytest.raises(Exception) as refused:
            demo.expected_line(city.hand, year=year, code="x")
        assert refused.value.rules == {"B8.12"}
    line = demo.expected_line(city.hand, year=2028)
    assert fresh(line).state == "expected"
    assert not BudgetTable.objects.filter(year=2028).exists(), "nothing is approved that could be made public"


def test_a5_4_the_years_budget_bears_what_was_reserved(city, ahead, asked):
    grant(city, asked)
    clock.set_legal_now(datetime(2027, 1, 8, 9, 0, tzinfo=clock.SHANGHAI))
    finance, given = city.actor("czj.shenhe"), {"approval_number": "长财预〔2027〕1号"}
    assert refusal(ahead, "approve", finance, amount=LATER - 1, **given).rules == {"A5.4"}
    line = execute(ahead, "approve", finance, amount=LATER + 50, **given).subject
    line = fresh(line)
    assert (line.state, line.amount, line.committed) == ("open", LATER + 50, LATER)
    kinds = [(e.kind, e.amount) for e in line.entries.all()]
    assert kinds == [("expected", 400000), ("approved", LATER + 50), ("expected", -400000)]
    assert BudgetTable.objects.filter(year=2027).exists()


def test_b8_12_what_a_year_leaves_open_waits_for_the_budget_of_the_line_that_bears_the_next(
    city, ahead, asked
):
    grant(city, asked)
    other = demo.budget_line(city.hand, code="2027-mzj-09", year=2027)
    given = {"commitment": asked.commitments.get(year=2026), "target": other, "approval_number": "x"}
    found = refusal(city.line, "reserve", city.actor("czj.shenhe"), **given).obstacles
    assert "B8.12" in {obstacle.rule for obstacle in found}


def test_an_expected_line_takes_part_in_nothing_else(city, ahead):
    finance = city.actor("czj.shenhe")
    assert not BudgetLine.objects.usable_by(ahead.purchaser_id, 2027).exists()
    assert not city.line.lines_of_next_year().exists()
    for step in ("increase", "cut", "transfer", "carry_over", "reserve", "close"):
        assert str(refusal(ahead, step, finance, amount="1", reason="x", approval_number="x").kind)


def test_the_application_asks_about_later_years_only_where_there_are_some(city, ahead, asked, sign_in):
    one = demo.prepare(city.hand, demo.draft_project(city.hand), city.line)
    client = sign_in("mzj.jingban")
    page = client.get(reverse("procurement:project-prepare", args=[one.pk])).content.decode()
    assert "later_years-TOTAL_FORMS" not in page
    longer = {"ends_on": date(2027, 12, 31), "term_basis": "x"}
    demo.prepare(city.hand, one, city.line, **longer)
    page = client.get(reverse("procurement:project-prepare", args=[one.pk])).content.decode()
    assert "later_years-TOTAL_FORMS" in page
    page = sign_in("czj.shenhe").get(reverse("procurement:project-grant", args=[asked.pk])).content.decode()
    assert "later_years-0-amount" in page


def test_the_workbook_of_the_new_year_approves_what_was_expected(city, ahead, asked):
    grant(city, asked)
    row = {
        "year": 2027,
        "code": ahead.code,
        "title": ahead.title,
        "amount": LATER,
        "approval_number": "长财预〔2027〕1号",
    }
    found = demo.line_import(city.hand, row)
    assert not found.plan.faults
    execute(found, "enter", city.actor("czj.shenhe"), {})
    assert (fresh(ahead).state, fresh(ahead).amount) == ("open", LATER)


def test_lines_that_bear_the_same_purchase_pass_to_the_same_successor(city, ahead, asked):
    apart = demo.budget_line(city.hand, code="apart")
    unit = people.organisation("mzj")
    assert bundled(unit) == {ahead.pk: city.line.pk}
    assert {item.id for item in Procurement().items(unit)} == {city.line.pk, apart.pk}
