"""What finance decides on an application, and what it must take into account."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from procurement import demo
from procurement.models import BudgetLine, Commitment, CommitmentEntry, Project
from procurement.presenting import changes_since_last
from procurement.services import grades, record_grade
from tests.procurement.refusals import refusal
from workflow import clock, running
from workflow.clock import SHANGHAI
from workflow.engine import execute
from workflow.events import history
from workflow.models import Duty


def decide(city, project: Project, amount: str = "540000.00", **more) -> Project:
    data = {"amount": amount, "decision_number": "长财社〔2026〕12号", **more}
    return execute(project, "grant", city.actor("czj.shenhe"), data).subject


def test_a_grant_is_a_commitment_on_the_line(city):
    project = decide(city, demo.submitted_project(city.hand, city.line), "500000.00")
    line = BudgetLine.objects.get(pk=city.line.pk)
    entry = CommitmentEntry.objects.get()
    assert (project.state, project.granted_amount) == ("granted", Decimal("500000.00"))
    assert line.committed == entry.amount == Decimal("500000.00")
    assert entry.event_id == history(project).last().uuid


def test_a5_1_never_more_than_was_asked_for(city):
    project = demo.submitted_project(city.hand, city.line)
    refused = refusal(project, "grant", city.actor("czj.shenhe"), amount="540000.01", decision_number="12")
    assert refused.rules == {"A5.1"}
    assert refused.obstacles[0].field == "amount"


def test_a5_4_never_more_than_is_free_on_the_line(city):
    small = demo.budget_line(city.hand, code="small", amount=Decimal("600000.00"))
    first, second = (
        demo.submitted_project(city.hand, small) for _ in range(2)
    )  # while there is enough for each
    decide(city, first, "100000.00")
    refused = refusal(second, "grant", city.actor("czj.shenhe"), amount="500000.01", decision_number="12")
    assert refused.rules == {"A5.4"}
    assert decide(city, second, "500000.00").state == "granted"


def test_a6_4_the_last_grade_is_acknowledged(city):
    former = demo.granted_project(city.hand, city.line)
    with running.act_on(former, "test"):
        record_grade(project=former, year=2025, score=Decimal("57.50"), grade="差", provider_name="某中心")
    assert grades(former.purchaser_id, "A07").get().grade == "差"
    project = demo.submitted_project(city.hand, city.line)
    data = {"amount": "540000.00", "decision_number": "12"}
    assert refusal(project, "grant", city.actor("czj.shenhe"), **data).rules == {"A6.4"}
    assert decide(city, project, grade_acknowledged=True).state == "granted"
    other = demo.submitted_project(city.hand, city.line, item="B03")
    assert decide(city, other).state == "granted"


def test_a3_5_other_services_are_confirmed_by_finance(city):
    project = demo.submitted_project(city.hand, city.line, item="F99")
    data = {"amount": "540000.00", "decision_number": "12"}
    assert refusal(project, "grant", city.actor("czj.shenhe"), **data).rules == {"A3.5"}
    assert decide(city, project, residual_confirmed=True).state == "granted"


def test_neg_a_cited_law_is_confirmed_by_finance(city):
    answers = [{"rule": f"NEG-{n}", "applies": "no"} for n in range(1, 19)]
    answers[5] = {"rule": "NEG-6", "applies": "yes", "law": "某条例第九条"}
    project = demo.submitted_project(city.hand, city.line, exclusions=answers)
    data = {"amount": "540000.00", "decision_number": "12"}
    assert refusal(project, "grant", city.actor("czj.shenhe"), **data).rules == {"NEG-6"}
    assert decide(city, project, law_confirmed=True).state == "granted"


def test_confirmations_are_asked_for_only_where_there_is_something_to_confirm(city):
    project = demo.submitted_project(city.hand, city.line)
    refused = refusal(
        project, "grant", city.actor("czj.shenhe"), amount="1", decision_number="1", law_confirmed=True
    )
    assert refused.kind == "input"


def test_a5_1_a_line_that_was_closed_meanwhile_bears_nothing(city):
    project = demo.submitted_project(city.hand, city.line)
    closing, why = ("close", city.actor("czj.juzhang")), {"reason": "全年不再安排"}
    assert refusal(city.line, *closing, **why).rules == {"A5.4"}, "an application asks for it"
    execute(city.line, *closing, why, overrides={"A5.4": "该项目改由其他资金安排"})
    data = {"amount": "1.00", "decision_number": "12"}
    assert refusal(project, "grant", city.actor("czj.shenhe"), **data).rules == {"A5.1"}


def test_returning_and_refusing_need_reasons(city):
    reviewer = city.actor("czj.shenhe")
    project = demo.submitted_project(city.hand, city.line)
    assert "reason" in refusal(project, "give_back", reviewer).errors
    assert "reason" in refusal(project, "refuse", reviewer).errors
    project = execute(project, "refuse", reviewer, reason="数据可以共享，不再安排资金。").subject
    assert (project.state, project.remark) == ("refused", "数据可以共享，不再安排资金。")
    assert refusal(project, "prepare", city.actor("mzj.jingban")).kind in {"state", "input"}


def test_a_resubmission_shows_what_has_changed(city):
    project = demo.submitted_project(city.hand, city.line)
    project = execute(project, "give_back", city.actor("czj.shenhe"), reason="请补充询价依据").subject
    rows = [{"name": "上门照护", "quantity": "5000", "unit": "人次", "unit_price": "90.00"}]
    project = demo.prepare(city.hand, project, city.line, need="补充后的理由", cost_rows=rows)
    project = city.hand.do(project, "present", city.actor("mzj.jingban"))
    assert changes_since_last(project) == []
    project = city.hand.do(project, "submit", city.actor("mzj.lingdao"))
    shown = {str(change.label): (change.before, change.after) for change in changes_since_last(project)}
    assert len(shown) == 3
    assert (["540,000.00"], ["450,000.00"]) in shown.values()
    assert any(after == ["补充后的理由"] for _before, after in shown.values())


def test_whose_turn_it_is_stands_in_their_worklist(city):
    def waiting() -> list[tuple[str, str]]:
        return list(
            Duty.objects.open()
            .filter(subject_type="procurement.project")
            .order_by("arose_at")
            .values_list("step", "role")
        )

    project = demo.draft_project(city.hand)
    assert waiting() == [("procurement.project.present", "handler")]
    project = demo.prepare(city.hand, project, city.line)
    project = city.hand.do(project, "present", city.actor("mzj.jingban"))
    assert waiting() == [("procurement.project.submit", "head")]
    project = city.hand.do(project, "submit", city.actor("mzj.lingdao"))
    assert waiting() == [("procurement.project.grant", "reviewer")]
    decide(city, project)
    assert waiting() == [("procurement.project.begin_sourcing", "handler")]


def test_only_finance_of_the_same_level_decides(city):
    project = demo.submitted_project(city.hand, city.line)
    data = {"amount": "1.00", "decision_number": "12"}
    for name in ("mzj.lingdao", "ngcz.shenhe", "czj.guoku", "sjj.shenji", "kangle.faren"):
        assert refusal(project, "grant", city.actor(name), **data).kind == "actor"


def test_terminating_frees_what_is_not_under_contract(city):
    project = decide(city, demo.submitted_project(city.hand, city.line))
    head = city.actor("mzj.lingdao")
    assert "reason" in refusal(project, "terminate", head).errors
    project = execute(project, "terminate", head, reason="政策调整").subject
    line = BudgetLine.objects.get(pk=city.line.pk)
    assert project.state == "terminated"
    assert line.committed == 0
    assert [e.amount for e in CommitmentEntry.objects.order_by("recorded_at", "amount")] == [
        Decimal("-540000.00"),
        Decimal("540000.00"),
    ]
    assert Commitment.objects.get().amount == 0


def test_rc_1_papers_are_kept_fifteen_years_from_the_end(city):
    project = decide(city, demo.submitted_project(city.hand, city.line))
    project = execute(project, "terminate", city.actor("mzj.lingdao"), reason="政策调整").subject
    assert project.keep_until == datetime(2041, 3, 2, tzinfo=SHANGHAI).date()
    assert clock.legal_date().year == 2026
