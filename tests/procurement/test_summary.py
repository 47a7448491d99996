"""The table of applications that the superior wants, drawn from what was entered."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse

from core.workbooks import read
from procurement import demo
from procurement.summary import SUMMARY

URL = "procurement:project-summary"


def rows(client, **query):
    answer = client.get(reverse(URL), query)
    assert answer.status_code == 200
    reading = read(BytesIO(answer.content), SUMMARY)
    return [row.values for row in reading.rows], reading.faults


def test_one_row_for_each_application_with_what_was_asked_and_granted(city, sign_in):
    granted = demo.granted_project(city.hand, city.line, granted=Decimal("500000.00"))
    demo.draft_project(city.hand, title="未报送的项目")
    (row,), faults = rows(sign_in("czj.shenhe"))
    assert not faults
    assert (row["number"], row["item"]) == (granted.number, "养老服务")
    assert (row["requested_amount"], row["granted_amount"]) == (Decimal("540000.00"), Decimal("500000.00"))
    assert row["source"] == "general" and row["state"] == "granted" and row["starts_on"] == granted.starts_on


@pytest.mark.parametrize(("who", "seen"), [("mzj.jingban", 1), ("sfj.jingban", 0), ("ngcz.shenhe", 0)])
def test_a_unit_draws_its_own_and_a_district_its_district(city, sign_in, who, seen):
    demo.submitted_project(city.hand, city.line)
    found, _faults = rows(sign_in(who))
    assert len(found) == seen


def test_another_year_and_what_is_no_year(city, sign_in):
    demo.submitted_project(city.hand, city.line)
    client = sign_in("czj.shenhe")
    assert rows(client, year="2025")[0] == [] and len(rows(client, year="²⁰²⁶")[0]) == 1
    assert sign_in("zhaohui.faren").get(reverse(URL)).status_code == 403
