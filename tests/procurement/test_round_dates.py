"""The dates of a budget's compilation: within its year, in their order, and what is counted from them."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from procurement import demo
from procurement.models import BudgetTable
from tests.procurement.refusals import refusal
from tests.procurement.test_rounds import DATES, FINANCE, on
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty


def test_a5_1_the_dates_of_a_compilation_stay_within_its_year_and_in_their_order(city, sign_in):
    compilation = demo.budget_round(city.hand, 2027, **DATES)
    finance, mine = city.actor(FINANCE), demo.proposal_of(compilation)
    person, round_page = User.objects.get(username=FINANCE).name, compilation.get_absolute_url()
    assert person in sign_in("sjj.shenji").get(round_page).content.decode(), "audit reads who opened it"
    assert person not in sign_in("mzj.jingban").get(round_page).content.decode()
    never = {**DATES, "approval_until": date(2099, 12, 18), "reason": "x"}
    assert [o.field for o in refusal(compilation, "move_dates", finance, **never).obstacles] == [
        "approval_until"
    ]
    for given, field in (
        ({"until": DATES["approval_until"]}, "until"),
        ({"until": date(2026, 4, 30), "drafts_until": date(2026, 4, 30)}, "drafts_until"),
        ({"until": date(2026, 4, 1), "drafts_until": date(2026, 4, 20)}, "drafts_until"),
        ({"until": date(2026, 4, 1), "drafts_until": date(2026, 5, 21)}, "drafts_until"),
    ):
        behind = refusal(mine, "extend", finance, **given, reason="补报。").obstacles
        assert [o.field for o in behind] == [field], given


def test_a7_6_the_later_dates_of_a_unit_go_along_with_its_first(city, sign_in):
    compilation, finance = demo.budget_round(city.hand, 2027, **DATES), city.actor(FINANCE)
    mine = demo.filled(city.hand, compilation)
    page = sign_in(FINANCE).get(mine.step_url("extend")).content.decode()
    assert "2026年4月30日" in page and "2026年5月20日" in page
    mine = execute(mine, "extend", finance, until=date(2026, 4, 9), reason="补报。").subject
    assert (mine.figures_until, mine.drafts_own) == (DATES["figures_until"], None), "there is time left"
    mine = execute(mine, "extend", finance, until=date(2026, 5, 6), reason="机构改革。").subject
    assert (mine.figures_until, mine.drafts_until) == (date(2026, 5, 20), date(2026, 5, 20))
    on(date(2026, 5, 4))
    assert mine not in compilation.late(date(2026, 5, 4))
    mine = execute(mine, "send_up", city.actor("mzj.lingdao")).subject
    again = {"until": date(2026, 5, 20), "reason": "补充测算。"}
    assert [o.field for o in refusal(mine, "return_requests", finance, **again).obstacles] == ["until"]
    draft = demo.draft_sent(city.hand, demo.with_figures(city.hand, mine))
    assert draft.state == "drafted", "not late with what its extension put off"


def test_budget_publication_the_twenty_days_count_from_the_day_on_the_document(city):
    sent = demo.sent_up(city.hand, demo.budget_round(city.hand, 2027, **DATES))
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    on(date(2026, 3, 16))
    execute(mine, "approve", city.actor(FINANCE), **demo.rounds.approval(mine, approved_on=date(2026, 3, 6)))
    table = BudgetTable.objects.get(year=2027, purchaser=mine.purchaser)
    due = Duty.objects.open().get(subject_id=table.pk, rule="budget.publication").due_at
    assert clock.legal_date(due) == date(2026, 3, 26)


def test_a5_1_the_people_s_congress_comes_before_the_budgets_of_the_units(city):
    """Budget Law, art. 52: never before it; later than twenty days after it only for a reason."""
    sent = demo.sent_up(city.hand, demo.budget_round(city.hand, 2027, **DATES))
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    given, finance = demo.rounds.approval(mine), city.actor(FINANCE)
    day = given["approved_on"]
    before = refusal(mine, "approve", finance, **given | {"congress_on": day + timedelta(days=1)})
    assert [o.field for o in before.obstacles] == ["congress_on"]
    late = given | {"congress_on": day - timedelta(days=21)}
    assert [o.field for o in refusal(mine, "approve", finance, **late).obstacles] == ["approved_on"]
    approved = execute(mine, "approve", finance, late, overrides={"A5.1": "批复文件流转延误。"}).subject
    assert approved.congress_on == day - timedelta(days=21)
