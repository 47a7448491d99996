"""The autumn of a budget year: two up, two down, each by its date, with questions, results and figures side by side."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from accounts import demo as people
from accounts.models import Message
from accounts.telling import post
from procurement import demo
from procurement.beside import beside_items
from procurement.models import (
    BudgetLine,
    BudgetQuestion,
    BudgetRound,
    BudgetTable,
    ProposalRow,
)
from procurement.services import record_grade
from tests.procurement.refusals import guard_rules, refusal
from workflow import clock, outbox
from workflow.engine import execute
from workflow.models import Duty

FINANCE, HANDLER, HEAD = "czj.shenhe", "mzj.jingban", "mzj.lingdao"
DATES = {
    "requests_until": date(2026, 3, 20),
    "figures_until": date(2026, 4, 10),
    "drafts_until": date(2026, 4, 30),
    "approval_until": date(2026, 5, 20),
}
MEALS = "社区助餐配送"


def fresh(subject):
    return type(subject)._base_manager.get(pk=subject.pk)


def on(day: date) -> None:
    clock.set_legal_now(datetime(day.year, day.month, day.day, 10, 0, tzinfo=clock.SHANGHAI))


@pytest.fixture
def compilation(city):
    return demo.budget_round(city.hand, 2027, **DATES)


@pytest.fixture
def sent(city, compilation):
    rows = [demo.request_row(), demo.request_row(MEALS, "12.50", 40000, kind="new", next=Decimal("600000"))]
    return demo.sent_up(city.hand, compilation, rows=rows)


# The timetable -------------------------------------------------------------------------------------------------------


def test_every_purchaser_of_the_government_is_called_on(city, compilation):
    called = set(compilation.proposals.values_list("purchaser__jurisdiction__code", flat=True))
    assert called == {"220100"}
    mine = demo.proposal_of(compilation)
    duty = Duty.objects.open().get(subject_id=mine.pk)
    assert (duty.role, clock.legal_date(duty.due_at)) == ("handler", DATES["requests_until"])
    assert guard_rules(compilation, "call_on", city.actor(FINANCE)) == {"A7.6"}


def test_a7_6_a_year_is_compiled_once_by_dates_that_follow(city, compilation):
    finance = city.actor(FINANCE)
    assert refusal(BudgetRound, "open", finance, year=2027, **DATES).rules == {"A7.6"}
    mixed = {**DATES, "figures_until": date(2026, 3, 20)}
    found = refusal(BudgetRound, "open", finance, year=2026, **mixed)
    assert [o.field for o in found.obstacles if o.rule == "A7.6"] == ["figures_until"]
    over = {**DATES, "requests_until": date(2026, 3, 1)}
    assert refusal(BudgetRound, "open", finance, year=2026, **over).obstacles[0].field == "requests_until"
    assert refusal(BudgetRound, "open", finance, year=2028, **DATES).obstacles[0].field == "year"
    assert refusal(BudgetRound, "open", city.actor(HANDLER), year=2026, **DATES).kind == "actor"


def test_budget_cutoff_month_a_later_month_needs_a_reason(city):
    late = {
        "requests_until": date(2026, 11, 1),
        "figures_until": date(2026, 11, 20),
        "drafts_until": date(2026, 12, 5),
        "approval_until": date(2026, 12, 20),
    }
    found = refusal(BudgetRound, "open", city.actor(FINANCE), year=2027, **late)
    assert found.rules == {"budget.cutoff_month"}
    why = {"overrides-budget.cutoff_month": "预算管理一体化系统上线，编报推迟一周。"}
    assert demo.budget_round(city.hand, 2027, **late, **why)
    at_the_end = {**late, "requests_until": date(2027, 10, 31)}
    for n, name in enumerate(("figures_until", "drafts_until", "approval_until"), 1):
        at_the_end[name] = date(2027, 11, 10 * n - 5)
    on(date(2027, 9, 1))
    assert demo.budget_round(city.hand, 2028, **at_the_end)


def test_new_dates_move_what_is_waited_for_but_a_units_own(city, compilation):
    finance = city.actor(FINANCE)
    mine, other = demo.proposal_of(compilation), demo.proposal_of(compilation, "sfj")
    execute(other, "extend", finance, until=date(2026, 4, 3), reason="机构调整。")
    moved = {**DATES, "requests_until": date(2026, 3, 25)}
    execute(compilation, "move_dates", finance, reason="培训推迟。", **moved)
    due = {
        d.subject_id: clock.legal_date(d.due_at) for d in Duty.objects.open().filter(step__endswith=".fill")
    }
    assert (due[mine.pk], due[other.pk]) == (date(2026, 3, 25), date(2026, 4, 3))


def test_units_that_are_late_are_urged_once_a_day(city, compilation):
    finance = city.actor(FINANCE)
    assert guard_rules(compilation, "urge", finance) == {"A7.6"}
    demo.sent_up(city.hand, compilation)
    on(date(2026, 3, 23))
    execute(compilation, "urge", finance)
    outbox.sweep(kinds=post.ALL)
    told = Message.objects.filter(kind="urged")
    assert told.filter(organisation_id=people.organisation("sfj").pk).exists()
    assert not told.filter(organisation_id=people.organisation("mzj").pk).exists()
    assert refusal(fresh(compilation), "urge", finance).obstacles


# First up ------------------------------------------------------------------------------------------------------------


def test_a7_6_requests_are_refused_after_the_date_unless_it_is_extended(city, compilation):
    mine = demo.filled(city.hand, compilation)
    on(date(2026, 3, 21))
    assert guard_rules(mine, "send_up", city.actor(HEAD)) == {"A7.6"}
    passed = {"until": date(2026, 3, 20), "reason": "补报。"}
    assert refusal(mine, "extend", city.actor(FINANCE), **passed).obstacles[0].field == "until"
    mine = execute(
        mine, "extend", city.actor(FINANCE), until=date(2026, 3, 24), reason="经办人生病。"
    ).subject
    assert clock.legal_date(Duty.objects.open().get(subject_id=mine.pk).due_at) == date(2026, 3, 24)
    assert execute(mine, "send_up", city.actor(HEAD)).subject.state == "sent"


def test_something_is_asked_for_or_nothing_is_reported(city, compilation):
    mine, head = demo.proposal_of(compilation), city.actor(HEAD)
    assert guard_rules(mine, "send_up", head) == {"A7.6"}
    mine = execute(mine, "report_nothing", head).subject
    assert not Duty.objects.open().filter(subject_id=mine.pk).exists()
    mine = execute(mine, "take_back", head).subject
    mine = execute(mine, "fill", city.actor(HANDLER), rows=[demo.request_row()]).subject
    assert guard_rules(mine, "report_nothing", head) == {"A7.6"}


def test_finance_reads_requests_once_they_are_sent(city, compilation, sign_in):
    mine = demo.filled(city.hand, compilation)
    page = sign_in(FINANCE).get(mine.get_absolute_url()).content.decode()
    assert MEALS not in page and "失能老年人居家养老上门服务" not in page
    execute(mine, "send_up", city.actor(HEAD))
    assert "失能老年人居家养老上门服务" in sign_in(FINANCE).get(mine.get_absolute_url()).content.decode()


def test_requests_are_taken_back_until_finance_begins(city, sent):
    head = city.actor(HEAD)
    mine = execute(sent, "take_back", head).subject
    mine = execute(mine, "send_up", head).subject
    mine = demo.reviewed_rows(city.hand, mine)
    assert guard_rules(mine, "take_back", head) == {"A7.6"}


def test_what_is_returned_is_sent_again_by_its_own_date(city, sent):
    on(date(2026, 3, 30))
    given = {"until": date(2026, 4, 2), "reason": "请说明数量依据。"}
    mine = execute(sent, "return_requests", city.actor(FINANCE), **given).subject
    assert (mine.state, mine.until) == ("returned", date(2026, 4, 2))
    assert execute(mine, "send_up", city.actor(HEAD)).subject.state == "sent"


# First down ----------------------------------------------------------------------------------------------------------


def test_a7_6_a_figure_is_no_more_than_was_asked_for_and_a_cut_says_why(city, sent):
    first, second = sent.rows.all()
    rows = demo.figures(sent)
    rows[0]["figure"], rows[1]["figure"] = first.requested + 1, second.requested - 1
    found = refusal(sent, "review", city.actor(FINANCE), rows=rows)
    assert set(found.errors) == {"rows-0-figure", "rows-1-reason"}
    assert guard_rules(sent, "give_figures", city.actor(FINANCE)) == {"A7.6"}
    mine = demo.with_figures(city.hand, sent, cut=[MEALS])
    kept = mine.rows.get(title=MEALS)
    assert (kept.figure, kept.figure_reason) == (Decimal("450000.00"), demo.rounds.CUT)


def test_a6_4_what_is_reserved_in_the_next_year_still_counts_as_granted_in_its_own(city):
    """Else the money of every service would look fully used once the year's rest has gone on."""
    project = demo.granted_project(city.hand, city.line)
    following = demo.budget_line(city.hand, code="2027-mzj-01", year=2027, amount=Decimal("1.00"))
    before = beside_items(project.purchaser_id, [project.item.code], 2027)[project.item.code].used
    given = {
        "commitment": project.commitments.get(),
        "target": following,
        "approval_number": "长财预〔2027〕2号",
    }
    execute(city.line, "reserve", city.actor(FINANCE), given)
    after = beside_items(project.purchaser_id, [project.item.code], 2027)[project.item.code].used
    assert after == before and before[0].granted > 0


def test_a6_4_the_last_result_and_the_amount_used_are_acknowledged_as_they_were_seen(city, compilation):
    project = demo.granted_project(city.hand, city.line)
    record_grade(project=project, year=2025, score=Decimal("86.50"), grade="良")
    mine = demo.sent_up(city.hand, compilation)
    unseen = [{**row, "acknowledged": False} for row in demo.figures(mine)]
    mine = execute(mine, "review", city.actor(FINANCE), rows=unseen).subject
    assert guard_rules(mine, "give_figures", city.actor(FINANCE)) == {"A6.4"}
    mine = demo.with_figures(city.hand, mine)
    seen = mine.rows.get().seen
    assert seen["grade"] == "良"
    assert seen["used"] == [{"year": 2026, "granted": str(project.granted_amount), "paid": "0.00"}]


def test_budget_answer_finance_waits_for_the_answer_and_then_goes_on_with_a_reason(city, sent):
    finance, row = city.actor(FINANCE), sent.rows.first()
    mine = execute(sent, "ask", finance, row=row, text="单价为何高于上年？").subject
    mine = demo.reviewed_rows(city.hand, mine)
    question = BudgetQuestion.objects.get()
    assert Duty.objects.open().get(subject_id=question.pk).rule == "budget.answer"
    assert guard_rules(mine, "give_figures", finance) == {"budget.answer"}
    on(date(2026, 3, 9))
    assert guard_rules(mine, "give_figures", finance) == {"A7.6"}
    with transaction.atomic():
        execute(question, "answer", city.actor(HANDLER), answer_text="含上门器械消毒费用。")
        assert not guard_rules(mine, "give_figures", finance)
        transaction.set_rollback(True)
    why = {"overrides-A7.6": "按上年单价核定，不再等待。"}
    execute(mine, "give_figures", finance, **why)
    assert fresh(question).state == "ended"


def test_a_question_is_about_this_proposals_rows(city, compilation, sent):
    other = demo.sent_up(city.hand, compilation, "wjw") if demo.purchaser(city.hand, "wjw") else None
    assert "row" in refusal(sent, "ask", city.actor(FINANCE), row=other.rows.get(), text="？").errors


def test_control_figures_are_taken_back_until_the_unit_begins(city, sent):
    finance = city.actor(FINANCE)
    mine = demo.with_figures(city.hand, sent)
    mine = execute(mine, "take_back_figures", finance, reason="漏看一行。").subject
    mine = execute(mine, "give_figures", finance).subject
    rows = [{"row": str(row.pk), "draft": row.figure} for row in mine.rows.all()]
    mine = execute(mine, "fill_draft", city.actor(HANDLER), rows=rows).subject
    assert guard_rules(mine, "take_back_figures", finance) == {"A7.6"}


# Second up and down --------------------------------------------------------------------------------------------------


def test_a7_6_the_draft_stays_within_the_control_figures(city, sent):
    mine = demo.with_figures(city.hand, sent, cut=[MEALS])
    rows = [{"row": str(row.pk), "draft": row.requested} for row in mine.rows.all()]
    assert set(refusal(mine, "fill_draft", city.actor(HANDLER), rows=rows).errors) == {"rows-1-draft"}
    assert guard_rules(mine, "send_draft", city.actor(HEAD)) == {"A7.6"}
    on(date(2026, 5, 1))
    mine = execute(
        mine, "fill_draft", city.actor(HANDLER), rows=[{**row, "draft": "0"} for row in rows]
    ).subject
    assert guard_rules(mine, "send_draft", city.actor(HEAD)) == {"A7.6"}


def test_the_approval_enters_the_lines_and_starts_the_publication(city, sent):
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent, cut=[MEALS]))
    mine = demo.budget_approved(city.hand, mine)
    lines = BudgetLine.objects.filter(year=2027).order_by("code")
    assert [line.amount for line in lines] == [Decimal("540000.00"), Decimal("450000.00")]
    assert lines[1].category == "A07" and lines[1].planned_years() == {2028}
    assert lines[1].proposal_row.title == MEALS
    table = BudgetTable.objects.get(year=2027, purchaser=mine.purchaser)
    assert Duty.objects.open().filter(subject_id=table.pk).exists()
    assert not Duty.objects.open().filter(subject_id=mine.pk).exists()


def test_a5_1_an_approval_decides_each_row_under_a_number_of_its_own(city, sent):
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    finance, given = city.actor(FINANCE), demo.approval(mine)
    rows = given["rows"]
    less = [{**rows[0], "approved": rows[0]["approved"] - 1}, {**rows[1], "code": ""}]
    assert set(refusal(mine, "approve", finance, **given | {"rows": less}).errors) == {
        "rows-0-reason",
        "rows-1-code",
    }
    same = [{**row, "code": "2027-1"} for row in rows]
    assert refusal(mine, "approve", finance, **given | {"rows": same}).rules == {"A5.1"}
    assert refusal(mine, "approve", finance, **given | {"rows": rows[:1]}).rules == {"A7.6"}
    demo.budget_line(city.hand, year=2027, code=rows[0]["code"])
    assert refusal(mine, "approve", finance, **given).rules == {"A5.1"}
    later = given | {"approved_on": date(2026, 3, 3)}
    assert "approved_on" in {o.field for o in refusal(mine, "approve", finance, **later).obstacles}


def test_a_draft_is_returned_or_taken_back_and_sent_again(city, sent):
    head, finance = city.actor(HEAD), city.actor(FINANCE)
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    mine = execute(mine, "take_back_draft", head).subject
    mine = execute(mine, "send_draft", head).subject
    mine = execute(mine, "return_draft", finance, until=date(2026, 5, 6), reason="请核对来源。").subject
    assert (mine.state, mine.until) == ("revising", date(2026, 5, 6))
    mine = execute(mine, "send_draft", head).subject
    mine = execute(mine, "ask", finance, row=None, text="与中期规划如何衔接？").subject
    assert guard_rules(mine, "take_back_draft", head) == {"A7.6"}


def test_b8_12_the_approval_enters_what_a_line_opened_ahead_waits_for(city, sent):
    """Never less than grants have reserved there, and no second line beside it."""
    finance = city.actor(FINANCE)
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    given = demo.rounds.approval(mine)
    ahead = demo.expected_line(city.hand, code=given["rows"][0]["code"], amount=Decimal("400000.00"))
    later = demo.several_years(city.line, (ahead, Decimal("300000.00")))
    city.hand.do(demo.submitted_project(city.hand, city.line, **later), "grant", finance,
                 amount=Decimal("540000.00"), decision_number="12")  # fmt: skip
    less = [{**given["rows"][0], "approved": Decimal("299999.99"), "reason": "压减"}, *given["rows"][1:]]
    assert refusal(mine, "approve", finance, **{**given, "rows": less}).rules == {"A5.4"}
    execute(mine, "approve", finance, given)
    ahead = fresh(ahead)
    row = sent.rows.get(line=ahead)
    assert (ahead.state, ahead.amount, ahead.committed) == ("open", row.approved, Decimal("300000.00"))
    assert BudgetLine.objects.filter(year=2027).count() == len(given["rows"])


def test_a7_6_nothing_is_not_saved_as_a_request_and_no_date_is_moved_into_the_past(city, compilation):
    empty = refusal(demo.proposal_of(compilation), "fill", city.actor(HANDLER), rows=[])
    assert empty.rules == {"A7.6"}
    on(date(2026, 3, 10))
    past = {**DATES, "requests_until": date(2026, 3, 9), "reason": "x"}
    found = refusal(compilation, "move_dates", city.actor(FINANCE), **past).obstacles
    assert [o.field for o in found if o.rule == "A7.6"] == ["requests_until"]


def test_b8_12_what_differs_from_a_line_opened_ahead_is_entered_under_its_own_number(city, sent):
    finance = city.actor(FINANCE)
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    given = demo.rounds.approval(mine)
    for row, other in zip(given["rows"], ({"source": "transfer"}, {"category": "E12"}), strict=True):
        demo.expected_line(city.hand, code=row["code"], **other)
    assert [o.rule for o in refusal(mine, "approve", finance, **given).obstacles] == ["A5.1", "A5.1"]


def test_a5_1_the_budget_is_approved_after_the_requests_and_more_time_ends_before_that(city, sent):
    finance = city.actor(FINANCE)
    late = {"until": date(2026, 5, 21), "reason": "请补充。"}
    assert refusal(sent, "return_requests", finance, **late).obstacles[0].field == "until"
    mine = demo.draft_sent(city.hand, demo.with_figures(city.hand, sent))
    for day in (date(1999, 1, 1), date(2026, 3, 1)):  # the draft came on the second of March
        early = demo.rounds.approval(mine, approved_on=day)
        assert refusal(mine, "approve", finance, **early).obstacles[0].field == "approved_on"


def test_a7_6_a_compilation_is_concluded_once_every_unit_is_settled(city, compilation, sent):
    assert guard_rules(compilation, "end", city.actor(FINANCE)) == {"A7.6"}


# What is kept --------------------------------------------------------------------------------------------------------


def attempt(row, **values) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ProposalRow.objects.filter(pk=row.pk).update(**values)


def test_the_database_keeps_the_figures_of_a_round_that_has_passed(city, sent):
    row = sent.rows.get(title=MEALS)
    attempt(row, requested=Decimal("1.00"))
    attempt(row, draft=Decimal("1.00"))
    mine = demo.with_figures(city.hand, sent, cut=[MEALS])
    attempt(row, figure=Decimal("1.00"), figure_reason="改")
    attempt(row, draft=Decimal("450000.01"))
    mine = demo.draft_sent(city.hand, mine)
    attempt(row, draft=Decimal("1.00"))
    attempt(row, approved=Decimal("1.00"))
    demo.budget_approved(city.hand, mine)
    attempt(row, approved=Decimal("1.00"))
    with pytest.raises(DatabaseError), transaction.atomic():
        ProposalRow.objects.filter(pk=row.pk).delete()


def test_finance_sees_all_units_and_takes_them_away_as_a_workbook(city, compilation, sent, sign_in):
    browser = sign_in(FINANCE)
    on(date(2026, 3, 23))
    page = browser.get(compilation.get_absolute_url()).content.decode()
    assert people.organisation("sfj").name in page and "p-tag red" in page
    book = browser.get(compilation.get_absolute_url() + "export.xlsx")
    assert book.status_code == 200 and book["Content-Type"].endswith("sheet")
    assert sign_in(HANDLER).get(compilation.get_absolute_url() + "export.xlsx").status_code == 403
    own = sign_in(HANDLER).get(compilation.get_absolute_url()).content.decode()
    assert people.organisation("sfj").name not in own


def test_the_projects_of_the_annual_plan_are_proposed(city, compilation, sign_in):
    demo.filled_plan(city.hand, year=2027)
    mine = demo.proposal_of(compilation)
    page = sign_in(HANDLER).get(f"{mine.get_absolute_url()}fill/").content.decode()
    assert "540,000.00" in page or "540000.00" in page
    demo.rounds.filled(city.hand, compilation)
