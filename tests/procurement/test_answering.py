"""A warning of what was typed is answered on the page that tells it: in a box for the reason, with all typed kept."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus

import pytest

from procurement import demo
from procurement.models import BudgetLine

WHY = "因机构职能划转，经批准调剂。"


@pytest.fixture
def asked(city):
    """A line of which an application asks for nearly all, and one to which its money might go."""
    line = demo.budget_line(city.hand, code="2026-mzj-61", amount=Decimal("600000.00"))
    demo.submitted_project(city.hand, line)
    return line


def given(city, **values):
    return {
        "target": city.line.pk,
        "amount": "100000.00",
        "approval_number": "长财预〔2026〕61号",
        "reason": "调剂使用。",
        **values,
    }


def test_a5_4_a_warning_of_what_was_typed_is_answered_and_passed(city, asked, sign_in):
    """Taking what an open application asks for."""
    finance, address = sign_in("czj.shenhe"), f"{asked.get_absolute_url()}transfer/"
    assert 'name="overrides-A5.4"' not in finance.get(address).content.decode()
    warned = finance.post(address, given(city))
    assert warned.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = warned.content.decode()
    assert 'name="overrides-A5.4"' in page and 'href="#overrides-A5.4"' in page
    done = finance.post(address, given(city, **{"overrides-A5.4": WHY}))
    assert done.status_code == HTTPStatus.FOUND
    assert BudgetLine.objects.get(pk=asked.pk).amount == Decimal("500000.00")


@pytest.mark.parametrize("wrong", [{"amount": "x"}, {"amount": "600000.01"}, {"approval_number": ""}])
def test_an_answer_is_still_there_when_something_else_is_wrong(city, asked, sign_in, wrong):
    finance, address = sign_in("czj.shenhe"), f"{asked.get_absolute_url()}transfer/"
    refused = finance.post(address, given(city, **{"overrides-A5.4": WHY}, **wrong))
    assert refused.status_code != HTTPStatus.FOUND
    assert WHY in refused.content.decode()


def test_a_reason_under_no_rule_is_not_answered(city, asked, sign_in):
    finance, address = sign_in("czj.shenhe"), f"{asked.get_absolute_url()}transfer/"
    refused = finance.post(address, given(city, **{"overrides-<b>": WHY}, amount="x"))
    assert refused.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert "overrides-&lt;b" not in refused.content.decode()
