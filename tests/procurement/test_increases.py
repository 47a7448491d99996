"""A unit asks for more money during the year: with its need, on an approval, after a look at what came of the last."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from procurement import demo
from procurement.models import BudgetEntry, BudgetLine, IncreaseRequest
from procurement.services import record_grade
from tests.procurement.refusals import guard_rules, refusal
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty

GIVEN = {"amount": "50000.00", "approval_number": "长财预〔2026〕41号"}


@pytest.fixture
def finance(city):
    return city.actor("czj.shenhe")


@pytest.fixture
def asked(city):
    return demo.increase_request(city.hand, city.line)


def test_a5_2_what_is_granted_stands_on_the_line_with_its_approval(city, finance, asked):
    assert Duty.objects.open().filter(subject_id=asked.pk, role="reviewer").exists()
    granted = execute(asked, "grant", finance, **GIVEN).subject
    assert (granted.state, granted.granted) == ("granted", Decimal("50000.00"))
    line = BudgetLine.objects.get(pk=city.line.pk)
    assert line.amount == city.line.amount + 50000
    entry = BudgetEntry.objects.get(kind="increase")
    assert (entry.amount, entry.note) == (Decimal("50000.00"), GIVEN["approval_number"])


def test_a5_2_no_more_is_granted_than_was_asked_and_nothing_on_a_line_out_of_use(city, finance, asked):
    assert refusal(asked, "grant", finance, **GIVEN | {"amount": "60000.01"}).rules == {"A5.2"}
    execute(city.line, "close", finance, reason="全年不再安排")
    assert guard_rules(IncreaseRequest.objects.get(), "grant", finance) == {"A5.2"}


def test_a5_2_a_year_that_is_over_takes_no_more_money(city, finance, asked):
    clock.set_legal_now(datetime(2027, 1, 4, 9, 0, tzinfo=clock.SHANGHAI))
    assert guard_rules(asked, "grant", finance) == {"A5.2"}
    other = demo.budget_line(city.hand, code="2026-mzj-09", year=2026)
    given = {"line": other, "amount": "1.00", "need": "x"}
    found = refusal(IncreaseRequest, "ask", city.actor("mzj.lingdao"), **given).obstacles
    assert [(o.rule, o.field) for o in found] == [("A5.2", "line")]


def test_a5_2_one_request_at_a_time_by_the_head_of_the_unit_for_its_own_line(city, asked):
    given = {"line": city.line, "amount": "1.00", "need": "x"}
    head = city.actor("mzj.lingdao")
    assert refusal(type(asked), "ask", head, **given).rules == {"A5.2"}
    assert refusal(type(asked), "ask", city.actor("mzj.jingban"), **given).kind == "actor"
    assert "line" in refusal(type(asked), "ask", city.actor("sfj.lingdao"), **given).errors
    execute(asked, "withdraw", head)
    assert demo.increase_request(city.hand, city.line).state == "asked"


def test_a6_4_the_last_results_are_shown_and_acknowledged(city, finance, asked, sign_in):
    project = demo.granted_project(city.hand, city.line)
    record_grade(project=project, year=2025, score=Decimal("71.00"), grade="qualified")
    assert refusal(asked, "grant", finance, **GIVEN).rules == {"A6.4"}
    page = sign_in("czj.shenhe").get(reverse("procurement:increaserequest-grant", args=[asked.pk]))
    assert "71.0" in page.content.decode()
    assert execute(asked, "grant", finance, grade_acknowledged=True, **GIVEN).subject.state == "granted"


def test_the_line_leads_to_its_requests_and_the_unit_to_a_new_one(city, asked, sign_in):
    page = sign_in("mzj.lingdao").get(city.line.get_absolute_url()).content.decode()
    assert asked.get_absolute_url() in page
    ask = f"{reverse('procurement:increaserequest-ask')}?line={city.line.pk}"
    assert ask in page
    assert f'value="{city.line.pk}" selected' in sign_in("mzj.lingdao").get(ask).content.decode()
    assert sign_in("sfj.lingdao").get(asked.get_absolute_url()).status_code == 404
