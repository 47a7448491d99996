"""What a unit buys in parts during a year counts together, whichever lines pay, and is shown before it happens."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.urls import reverse

from accounts.history import of_subjects
from core.actor import system
from procurement import demo
from tests.procurement.refusals import guard_rules, refusal
from workflow.engine import execute

BIG = [{"name": "甲", "quantity": "1", "unit": "项", "unit_price": "1200000.00"}]
LARGE = [{"name": "甲", "quantity": "1", "unit": "项", "unit_price": "2500000.00"}]
APPROVED = "已批准采用竞争性磋商，批复文号长财采〔2026〕8号"


@pytest.fixture
def head(city):
    return city.actor("mzj.lingdao")


@pytest.fixture
def second(city):
    """The second half of one purchase, from a line of its own."""
    demo.submitted_project(city.hand, city.line, cost_rows=BIG)
    other = demo.budget_line(city.hand, code="2026-mzj-02", amount=Decimal("5000000.00"))
    return demo.presented_project(city.hand, other, title="第二个", cost_rows=BIG)


def test_sp_1_parts_paid_by_several_lines_are_warned_of_and_pass_with_a_reason(second, head):
    assert refusal(second, "submit", head).rules == {"SP-1"}
    done = execute(second, "submit", head, overrides={"SP-1": APPROVED})
    assert done.subject.state == "submitted"


def test_sp_1_other_items_and_single_large_projects_are_no_splitting(city, head):
    demo.submitted_project(city.hand, city.line, cost_rows=BIG)
    other = demo.presented_project(city.hand, city.line, item="B03", cost_rows=BIG)
    assert execute(other, "submit", head).subject.state == "submitted"
    alone = demo.presented_project(city.hand, city.line, cost_rows=LARGE)
    assert execute(alone, "submit", head).subject.state == "submitted"


def test_sp_2_finance_weighs_the_sum_before_it_grants(city, second, head):
    execute(second, "submit", head, overrides={"SP-1": APPROVED})
    finance = city.actor("czj.shenhe")
    given = {"amount": Decimal("1200000.00"), "decision_number": "长财社〔2026〕13号"}
    assert refusal(second, "grant", finance, **given).rules == {"SP-2"}
    assert execute(second, "grant", finance, overrides={"SP-2": APPROVED}, **given).subject.state == "granted"


def test_sp_2_what_was_tendered_openly_is_no_part_of_it(city, second, head):
    first = second.siblings().get()
    first = city.hand.do(first, "grant", city.actor("czj.shenhe"), amount="1200000.00", decision_number="12")
    assert guard_rules(second, "submit", head) == {"SP-1"}
    execute(first, "begin_sourcing", system("test"), method="open")
    assert guard_rules(second, "submit", head) == set()


def test_the_page_of_the_application_shows_the_sum_before_it_is_handed_in(city, second, sign_in):
    page = sign_in("mzj.jingban").get(second.get_absolute_url()).content.decode()
    for said in ('id="splitting"', "2,400,000.00", "2,000,000.00"):
        assert said in page


def test_the_reason_stands_in_the_history_and_is_kept_for_the_next_time(city, second, head, sign_in):
    execute(second, "submit", head, overrides={"SP-1": APPROVED})
    for reader in ("mzj.jingban", "czj.shenhe", "sjj.shenji"):
        assert APPROVED in sign_in(reader).get(second.get_absolute_url()).content.decode(), reader
    marks = of_subjects([second])
    assert [m.inside for m in marks if APPROVED in str(m.inside)], "one entry holds it"
    told = {"events": marks, "actor": city.actor("kangle.jingban")}
    assert APPROVED not in Template("{% timeline events %}").render(Context(told)), "not told outside"
    back = execute(second, "give_back", city.actor("czj.shenhe"), reason="请补充批复文件。").subject
    execute(back, "present", city.actor("mzj.jingban"))
    page = sign_in("mzj.lingdao").get(reverse("procurement:project-submit", args=[second.pk]))
    assert [w["value"] for w in page.context["warnings"]] == [APPROVED]
