"""A line that was entered by mistake is taken back: nobody approved that money, and nobody is told of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accounts.models import Message
from accounts.telling import post
from disclosure.models import Notice
from procurement import demo
from procurement.models import BudgetEntry, BudgetLine, BudgetTable
from procurement.models.closing import YearClosing
from tests.procurement.refusals import refusal
from workflow import outbox
from workflow.engine import execute
from workflow.models import Duty

WHY = {"reason": "年度录错。"}


@pytest.fixture
def mistaken(city):
    """A five where a six was meant."""
    return demo.budget_line(city.hand, year=2025, code="2025-mzj-77", amount=Decimal("5000000.00"))


def table_of(line) -> BudgetTable:
    return BudgetTable.objects.get(purchaser=line.purchaser, year=line.year)


def strike(city, line) -> BudgetLine:
    return execute(line, "strike", city.actor("czj.shenhe"), WHY).subject


def test_a5_1_a_year_that_is_over_asks_why_its_budget_is_entered_now(city):
    given = {"purchaser": city.line.purchaser, "year": 2025, "code": "2025-mzj-78", "title": "x"}
    given |= {"source": "general", "amount": "5.00", "approval_number": "x", "plan_years": []}
    refused = refusal(BudgetLine, "enter", city.actor("czj.shenhe"), **given)
    assert refused.rules == {"A5.1"} and refused.obstacles[0].field == "year"


def test_a5_3_what_was_entered_by_mistake_is_nobody_s_to_publish(city, mistaken):
    """Neither the unit's duty nor a table that would tell it remains."""
    table = table_of(mistaken)
    assert Duty.objects.open().filter(subject_id=table.pk).exists()
    strike(city, mistaken)
    assert table_of(mistaken).state == BudgetTable.State.NOTHING
    assert not Duty.objects.open().filter(subject_id=table.pk).exists()
    assert refusal(table_of(mistaken), "publish", city.actor("mzj.lingdao"), publication_reviewed=True)
    outbox.sweep(kinds=post.ALL)
    assert Message.objects.filter(title__contains="2025-mzj-77", person__username="mzj.lingdao").exists()


def test_a5_4_the_books_keep_the_entry_and_its_reversal(city, mistaken):
    struck = strike(city, mistaken)
    entries = BudgetEntry.objects.filter(line=struck).order_by("recorded_at", "amount")
    assert sorted(entry.amount for entry in entries) == [Decimal("-5000000.00"), Decimal("5000000.00")]
    assert BudgetLine.objects.get(pk=struck.pk).amount == 0
    assert not YearClosing.lines_of(struck.finance_id, 2025).exists(), "no year is closed for it"
    again = demo.budget_line(city.hand, year=2025, code=struck.code)
    assert table_of(again).state == BudgetTable.State.DUE, "its number is free, its budget is to be told"


def test_a5_3_beside_a_published_budget_what_is_public_holds(city, legal_time):
    demo.publish_budget(city.hand)
    legal_time("2026-03-11T10:00+08:00")
    line = demo.budget_line(city.hand, code="2026-mzj-77")
    assert table_of(line).state == BudgetTable.State.DUE
    strike(city, line)
    assert table_of(line).state == BudgetTable.State.PUBLISHED
    assert Notice.objects.filter(kind="AN-18").count() == 1


def test_a5_3_another_change_beside_it_is_still_to_be_told(city, legal_time):
    demo.publish_budget(city.hand)
    legal_time("2026-03-11T10:00+08:00")
    line = demo.budget_line(city.hand, code="2026-mzj-77")
    execute(city.line, "increase", city.actor("czj.shenhe"), amount="5.00", approval_number="x")
    strike(city, line)
    assert table_of(line).state == BudgetTable.State.DUE
    assert refusal(line, "strike", city.actor("czj.shenhe"), **WHY).kind == "state"


def test_a5_3_what_is_public_is_cut_in_public(city):
    demo.publish_budget(city.hand)
    refused = refusal(city.line, "strike", city.actor("czj.shenhe"), **WHY)
    assert refused.rules == {"A5.3"} and refused.obstacles[0].mend.url.endswith("/cut/")


@pytest.mark.parametrize("came", ["increased", "applied", "moved"])
def test_a_line_of_which_something_came_stays(city, came):
    line = demo.budget_line(city.hand, code="2026-mzj-77")
    if came == "increased":
        execute(line, "increase", city.actor("czj.shenhe"), amount="5.00", approval_number="x")
    elif came == "applied":
        demo.submitted_project(city.hand, line)
    else:
        given = {"target": city.line.pk, "amount": "5.00", "approval_number": "x", "reason": "调剂"}
        execute(line, "transfer", city.actor("czj.shenhe"), given)
    assert line.has_been_used
    assert refusal(line, "strike", city.actor("czj.shenhe"), **WHY).kind == "state"


def test_only_finance_that_keeps_the_line_takes_it_back(city):
    line = demo.budget_line(city.hand, code="2026-mzj-77")
    for name in ("mzj.lingdao", "ngcz.shenhe"):
        assert refusal(line, "strike", city.actor(name), **WHY).kind == "actor"


def test_what_nobody_may_use_is_not_told_as_free(city, sign_in):
    """A line out of use keeps its rest in the ledger; in lists nothing of it may be granted."""
    line = demo.budget_line(city.hand, code="2026-mzj-77", amount=Decimal("4321.00"))
    execute(line, "close", city.actor("czj.shenhe"), reason="年度终了。")
    assert BudgetLine.objects.with_left().get(pk=line.pk).left == 0
    assert "结余" in sign_in("czj.shenhe").get(line.get_absolute_url()).content.decode()
