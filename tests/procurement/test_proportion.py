"""In proportion: what an application entails by amount, class and term; and beginning from an earlier one."""

from __future__ import annotations

from datetime import date

import pytest

from procurement import demo
from procurement.models import Project
from procurement.proportion import demands_of, is_small
from procurement.review import since_earlier
from tests.procurement.refusals import guard_rules, refusal
from workflow.clock import legal_date


def rows(price: str, quantity: int = 1000) -> list[dict]:
    return [{"name": "服务", "quantity": quantity, "unit": "人次", "unit_price": price}]


def prepared(city, **values) -> Project:
    return demo.prepare(city.hand, demo.draft_project(city.hand), city.line, **values)


def applying(project: Project) -> set[str]:
    return {demand.rule for demand in demands_of(project, legal_date()) if demand.applies}


def test_a_small_service_for_the_office_goes_the_short_way(city):
    project = prepared(city, service_class=1, cost_rows=rows("90.00"))
    assert applying(project) == set() and is_small(project, legal_date())
    assert all(str(demand.why) for demand in demands_of(project, legal_date()))


def test_rq_1_a_service_for_the_public_is_never_small(city):
    project = prepared(city, service_class=3, cost_rows=rows("90.00"))
    assert applying(project) == {"RQ-9", "RQ-1", "RQ-4", "RQ-8", "B8.14"}
    assert not is_small(project, legal_date())


@pytest.mark.parametrize(
    ("price", "more"),
    [
        ("499.99", set()),
        ("500.00", {"intention.lead", "RQ-9"}),
        ("2000.00", {"RQ-9", "intention.lead", "threshold.open_goods_services"}),
        ("10000.00", {"RQ-9", "intention.lead", "threshold.open_goods_services", "RQ-1", "RQ-4"}),
    ],
)
def test_the_amount_decides_at_each_threshold(city, price, more):
    assert applying(prepared(city, service_class=2, cost_rows=rows(price))) == more


def test_b8_11_a_long_term_has_its_reasons(city):
    long = prepared(city, service_class=1, cost_rows=rows("90.00"), ends_on=date(2027, 12, 31))
    assert applying(long) == {"B8.11"}


def test_nothing_is_said_before_amount_and_class_are_known(city):
    assert demands_of(demo.draft_project(city.hand), legal_date()) == []


def test_an_application_begins_from_an_earlier_one_with_its_term_moved(city):
    first = demo.submitted_project(city.hand, city.line)
    again = demo.draft_project(city.hand, title="次年服务", year=2027, earlier=first)
    assert (again.copied_from, again.starts_on, again.ends_on) == (
        first,
        date(2027, 5, 1),
        date(2027, 12, 31),
    )
    assert again.cost_rows.count() == 1 and again.indicators.count() == first.indicators.count()
    assert again.budget_line is None and not again.exclusions.exists() and not again.no_double_provision
    assert "NEG-1" in guard_rules(again, "present", city.actor("mzj.jingban"))


def test_what_has_changed_since_is_marked(city):
    first = demo.submitted_project(city.hand, city.line)
    again = demo.draft_project(city.hand, earlier=first)
    again = demo.prepare(city.hand, again, city.line, quantity=7000)
    labels = {str(change.label) for change in since_earlier(again)}
    assert len(labels) == 1
    assert since_earlier(demo.draft_project(city.hand)) == []


def test_only_the_own_units_applications_are_offered(city):
    demo.purchaser(city.hand, "sfj")
    first = demo.submitted_project(city.hand, city.line)
    values = {"title": "他单位", "item": first.item, "year": 2026, "earlier": first}
    assert "earlier" in refusal(Project, "draft", city.actor("sfj.jingban"), **values).errors
