"""A budget line that stands before the approval comes to it is joined, not doubled."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from procurement import demo
from procurement.models import BudgetLine, ProposalRow
from tests.procurement.refusals import refusal
from tests.procurement.test_rounds import DATES, FINANCE, MEALS, fresh
from workflow.engine import execute
from workflow.models import Event

CARE = "失能老年人居家养老上门服务"


@pytest.fixture
def drafted(city):
    rows = [demo.request_row(), demo.request_row(MEALS, "12.50", 40000, item="B02", next=Decimal("600000"))]
    sent = demo.sent_up(city.hand, demo.budget_round(city.hand, 2027, **DATES), rows=rows)
    return demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))


@pytest.fixture
def imported(city, drafted):
    """What the finance system knew already."""
    row = drafted.rows.get(title=CARE)
    given = {"year": 2027, "code": "2027-系统-01", "category": "A07", "amount": row.draft}
    return demo.budget_line(city.hand, **given)


def approval(drafted, **first):
    given = demo.approval(drafted)
    given["rows"][0] |= {"code": "", **first}
    return given


def test_a5_1_a_line_that_stands_is_joined_and_the_money_stands_once(city, drafted, imported):
    finance = city.actor(FINANCE)
    undecided = refusal(drafted, "approve", finance, **approval(drafted))
    assert set(undecided.errors) == {"rows-0-line"}
    execute(drafted, "approve", finance, approval(drafted, line=str(imported.pk)))
    lines = BudgetLine.objects.filter(year=2027)
    assert sorted(lines.values_list("code", flat=True)) == ["2027-mzj-92", imported.code]
    assert drafted.rows.get(title=CARE).line == imported
    assert fresh(imported).entries.count() == 1
    last = Event.objects.filter(subject_id=imported.pk).order_by("id").last()
    assert last.step == "join"


def test_a5_1_another_line_of_the_same_item_is_entered_where_finance_says_so(city, drafted, imported):
    given = approval(drafted, line="own", code="2027-mzj-91")
    execute(drafted, "approve", city.actor(FINANCE), given)
    assert BudgetLine.objects.filter(year=2027).count() == 3


def test_a5_1_what_is_joined_says_the_same(city, drafted, imported):
    finance = city.actor(FINANCE)
    less = {"line": str(imported.pk), "approved": imported.amount - 1, "reason": "压减。"}
    assert set(refusal(drafted, "approve", finance, **approval(drafted, **less)).errors) == {
        "rows-0-approved"
    }
    demo.budget_line(city.hand, year=2027, code="2027-系统-02", category="A07", source="fund")
    other = BudgetLine.objects.get(code="2027-系统-02")
    wrong = approval(drafted, line=str(other.pk))
    assert "rows-0-line" in refusal(drafted, "approve", finance, **wrong).errors


def test_the_page_shows_both_side_by_side(city, drafted, imported, sign_in):
    page = sign_in(FINANCE).get(f"{drafted.get_absolute_url()}approve/").content.decode()
    assert imported.code in page and imported.approval_number in page


def test_the_database_keeps_a_row_to_one_line_of_its_own(city, drafted, imported):
    execute(drafted, "approve", city.actor(FINANCE), approval(drafted, line=str(imported.pk)))
    care, meals = drafted.rows.get(title=CARE), drafted.rows.get(title=MEALS)
    for row, line in ((care, meals.line), (meals, imported), (care, None)):
        with pytest.raises(DatabaseError), transaction.atomic():
            ProposalRow.objects.filter(pk=row.pk).update(line=line)
