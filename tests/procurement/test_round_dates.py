"""The dates of a budget's compilation: within its year, in their order, and what is counted from them."""

from __future__ import annotations

from datetime import date

from procurement import demo
from procurement.models import BudgetTable
from tests.procurement.refusals import refusal
from tests.procurement.test_rounds import DATES, FINANCE, on
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty


def test_a5_1_the_dates_of_a_compilation_stay_within_its_year_and_in_their_order(city):
    compilation = demo.budget_round(city.hand, 2027, **DATES)
    finance, mine = city.actor(FINANCE), demo.proposal_of(compilation)
    never = {**DATES, "approval_until": date(2099, 12, 18), "reason": "x"}
    assert [o.field for o in refusal(compilation, "move_dates", finance, **never).obstacles] == [
        "approval_until"
    ]
    behind = {"until": date(2026, 4, 30), "reason": "补报。"}
    assert [o.field for o in refusal(mine, "extend", finance, **behind).obstacles] == ["until"]


def test_budget_publication_the_twenty_days_count_from_the_day_on_the_document(city):
    sent = demo.sent_up(city.hand, demo.budget_round(city.hand, 2027, **DATES))
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    on(date(2026, 3, 16))
    execute(mine, "approve", city.actor(FINANCE), **demo.rounds.approval(mine, approved_on=date(2026, 3, 6)))
    table = BudgetTable.objects.get(year=2027, purchaser=mine.purchaser)
    due = Duty.objects.open().get(subject_id=table.pk, rule="budget.publication").due_at
    assert clock.legal_date(due) == date(2026, 3, 26)
