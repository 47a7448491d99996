"""A budget line that stands before the approval comes to it, or is imported after it, is joined, not doubled."""

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


@pytest.fixture
def approved(city, drafted):
    """Care under a number that the approval gave it."""
    return execute(drafted, "approve", city.actor(FINANCE), demo.approval(drafted)).subject


@pytest.fixture
def late(city, approved):
    """The finance system's line of the same money, imported after the approval."""
    row = approved.rows.get(title=CARE)
    given = {"year": 2027, "code": "2027-系统-03", "category": "A07", "amount": row.approved}
    return demo.line_import(city.hand, given)


@pytest.fixture
def twin(city, late):
    execute(late, "enter", city.actor(FINANCE), {})
    return BudgetLine.objects.get(code="2027-系统-03")


def test_a5_1_a_line_imported_after_the_approval_is_joined_and_the_money_stands_once(
    city, approved, twin, sign_in
):
    row, finance = approved.rows.get(title=CARE), city.actor(FINANCE)
    former = row.line
    asked = demo.submitted_project(city.hand, former, title="先行申报")
    execute(twin, "join_row", finance, {"row": row})
    row, former, twin = fresh(row), fresh(former), fresh(twin)
    assert row.line == twin and fresh(asked).budget_line == twin
    assert (former.state, former.amount, former.gave_way_to) == ("closed", 0, twin)
    assert [entry.kind for entry in former.entries.order_by("recorded_at")] == ["approved", "joined"]
    assert twin.amount == row.approved and twin.has_no_twin
    page = sign_in(FINANCE).get(former.get_absolute_url()).content.decode()
    assert twin.get_absolute_url() in page


def test_a5_4_grants_come_along(city, approved, twin):
    row = approved.rows.get(title=CARE)
    granted = demo.granted_project(city.hand, row.line, title="先行批复")
    grant = granted.commitments.get()
    execute(twin, "join_row", city.actor(FINANCE), {"row": row})
    moved = granted.commitments.get(line=twin)
    assert (moved.amount, fresh(grant).amount, fresh(twin).committed) == (grant.amount, 0, grant.amount)


def test_a5_4_what_bears_several_years_stays_where_it_is(city, drafted):
    """On a line that was opened ahead, under the number that the approval then names."""
    ahead = demo.expected_line(city.hand, code="2027-mzj-91", amount=Decimal("400000.00"))
    demo.granted_project(city.hand, city.line, **demo.several_years(city.line, (ahead, Decimal("300000"))))
    execute(drafted, "approve", city.actor(FINANCE), demo.approval(drafted))
    row = drafted.rows.get(title=CARE)
    twin = demo.budget_line(city.hand, year=2027, code="2027-系统-04", category="A", amount=row.approved)
    assert refusal(fresh(twin), "join_row", city.actor(FINANCE), row=row).rules == {"A5.4"}


def test_likely_twins_are_shown_where_finance_looks(city, approved, late, sign_in):
    row, client = approved.rows.get(title=CARE), sign_in(FINANCE)
    assert row.line.code in client.get(late.get_absolute_url()).content.decode()
    execute(late, "enter", city.actor(FINANCE), {})
    twin = BudgetLine.objects.get(code="2027-系统-03")
    way = f"{twin.get_absolute_url()}join-row/"
    for url in (late.get_absolute_url(), twin.get_absolute_url()):
        assert way in client.get(url).content.decode(), url
    assert row.line.code in client.get(way).content.decode()
    assert way not in sign_in("mzj.lingdao").get(twin.get_absolute_url()).content.decode()


def test_the_database_moves_a_row_only_to_the_line_to_which_its_own_gave_way(city, approved, twin):
    row = approved.rows.get(title=CARE)
    for wrong in (
        lambda: ProposalRow.objects.filter(pk=row.pk).update(line=twin),
        lambda: BudgetLine.objects.filter(pk=row.line.pk).update(gave_way_to=twin),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
