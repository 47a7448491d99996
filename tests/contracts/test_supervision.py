"""Following the service all the way: reports, verified progress, ledgers, inspections, findings."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from contracts import demo
from contracts.forms.contract import MonthField, MonthInput
from contracts.models import Contract, Finding, Inspection, ProgressReport
from documents.models import Attachment
from tests.contracts import world
from tests.pictures import PNG
from workflow.clock import legal_date
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

AGENT, HANDLER, ACCEPTOR = "chunhui.jingban", "mzj.jingban", "mzj.yanshou"


@pytest.fixture
def june(city, contract) -> Contract:
    city.at(world.SIGNING.replace(month=6, day=15))
    return contract


def report(city, contract, **values) -> ProgressReport:
    given = {
        "contract": contract,
        "starts_on": contract.starts_on,
        "ends_on": legal_date(),
        "quantity": 100,
        "quality": "达标",
        "effect": "满意",
        **values,
    }
    return city.hand.make(ProgressReport, "submit", city.actor(AGENT), **given)


def against(city, contract, **values) -> set[str]:
    try:
        report(city, contract, **values)
    except Refused as refused:
        return refused.rules or {str(refused.kind)}
    return set()


def test_a4_9_a_report_speaks_of_what_is_done_within_the_term(city, june):
    assert against(city, june, ends_on=legal_date() + timedelta(days=1)) == {"A4.9"}
    assert against(city, june, starts_on=june.starts_on - timedelta(days=1)) == {"A4.9"}
    assert against(city, june) == set()


def test_a4_9_only_the_provider_of_the_contract_reports(city, june):
    data = {"contract": june, "starts_on": june.starts_on, "ends_on": legal_date(), "quantity": 1}
    data |= {"quality": "x", "effect": "x"}
    for name in ("zhaohui.jingban", HANDLER):
        with pytest.raises(Refused):
            execute(ProgressReport(contract=june), "submit", city.actor(name), data)


def test_a4_7_verification_enters_progress_by_weight(city, june):
    demo.progress(city.hand, june, 40, 0)
    contract = city.fresh(june)
    assert contract.progress == Decimal("20.00")
    assert [m.verified for m in contract.milestones.all()] == [Decimal("20.00"), Decimal(0)]
    demo.progress(city.hand, june, 30, 10)
    assert city.fresh(june).progress == Decimal("20.00")


def test_a7_8_progress_names_every_milestone_and_no_more_than_the_whole(city, june):
    made = report(city, june)
    given = {"verified_quantity": 1, "findings_note": "x"}
    assert city.refused(made, "verify", HANDLER, **given, progress=[{"milestone": 1, "done": 10}]) == {"A7.8"}
    rows = [{"milestone": 1, "done": 101}, {"milestone": 2, "done": 0}]
    assert city.refused(made, "verify", HANDLER, **given, progress=rows) == {"input"}


def test_a7_8_progress_does_not_fall_below_what_was_paid_for(city, running):
    row = running.plan_rows.get(condition="progress")
    demo.agreed(city.hand, demo.requested(city.hand, running, row, Decimal("300000.00")))
    made = demo.reported(city.hand, running)
    rows = [{"milestone": 1, "done": 50}, {"milestone": 2, "done": 0}]
    given = {"verified_quantity": 1, "findings_note": "x", "progress": rows}
    assert city.refused(made, "verify", HANDLER, **given) == {"A7.8"}


def test_a7_8_one_milestone_may_fall_while_another_rises(city, running):
    """What payments rest on is the whole: it stands whichever milestone is entered first."""
    row = running.plan_rows.get(condition="progress")
    demo.agreed(city.hand, demo.requested(city.hand, running, row, Decimal("300000.00")))
    demo.verified(city.hand, demo.reported(city.hand, running), 10, 100)
    assert city.fresh(running).progress == Decimal("55.00")


def test_a7_8_no_period_holds_more_than_the_whole_contract(city, june):
    assert against(city, june, quantity=june.quantity + 1) == {"A7.8"}
    made = report(city, june, quantity=june.quantity)
    rows = [{"milestone": 1, "done": 10}, {"milestone": 2, "done": 0}]
    given = {"verified_quantity": june.quantity + 1, "findings_note": "x", "progress": rows}
    assert city.refused(made, "verify", HANDLER, **given) == {"A7.8"}


def test_progress_moves_by_entries_alone(city, june):
    demo.progress(city.hand, june, 40, 0)
    for change in ({"progress": 100}, {"paid": 1}, {"agreed": 1}, {"supplemented": 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Contract.objects.filter(pk=june.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        june.progress_entries.update(points=100)


def test_a_returned_report_comes_back_corrected(city, june):
    made = report(city, june)
    made = city.hand.do(made, "send_back", city.actor(HANDLER), reason="数量与台账不符")
    assert Duty.objects.open().get(subject_id=made.pk).organisation_id == june.provider_id
    given = {
        "starts_on": june.starts_on,
        "ends_on": legal_date(),
        "quantity": 90,
        "quality": "x",
        "effect": "x",
    }
    made = city.hand.do(made, "resubmit", city.actor(AGENT), **given)
    assert made.quantity == 90 and demo.verified(city.hand, made, 10, 0).state == "verified"


def test_a4_9_periods_lie_apart_and_add_up_to_no_more_than_the_contract_or_somebody_says_why(city, june):
    middle = june.starts_on + timedelta(days=20)
    report(city, june, ends_on=middle, quantity=june.quantity - 10)
    assert against(city, june, starts_on=middle, quantity=10) == {"A4.9"}
    later = middle + timedelta(days=1)
    assert against(city, june, starts_on=later, quantity=11) == {"A7.8"}
    assert against(city, june, starts_on=later, quantity=10) == set()
    assert against(city, june, quantity=1, overrides={"A4.9": "补报上期漏报", "A7.8": "多服务1人次"}) == set()


def upload(city, contract, month: date, people: int = 1) -> Contract:
    agent = city.actor(AGENT)
    return city.hand.do(
        contract,
        "upload_ledger",
        agent,
        month=month,
        people=people,
        services=1,
        file=[demo.ledger_file(agent, month)],
    )


def test_b8_17_ledgers_are_kept_month_by_month_within_the_term(city, june):
    upload(city, june, date(2026, 5, 1))
    assert june.ledgers.get().month == date(2026, 5, 1)
    for month in (date(2026, 4, 1), date(2026, 8, 1), date(2027, 1, 1)):
        with pytest.raises(Refused) as refused:
            upload(city, june, month)
        assert refused.value.rules == {"B8.17"}
    with pytest.raises(Refused, match=r"B8\.17"):
        upload(city, june, date(2026, 5, 1), people=2)


def test_the_month_just_over_is_the_example(june):
    assert 'placeholder="2026-05"' in MonthInput().render("month", None)
    for typed in ("Mai", "1999-05"):
        with pytest.raises(ValidationError, match="2026-05"):
            MonthField().clean(typed)


def test_b8_17_a_later_ledger_stands_beside_the_earlier_one(city, june):
    upload(city, june, date(2026, 5, 1))
    upload(city, june, date(2026, 5, 1))
    assert june.ledgers.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        june.ledgers.all().delete()


def test_a4_7_an_inspection_keeps_its_photos_and_raises_its_findings(city, june):
    made = demo.inspection(city.hand, june, demo.finding(), demo.finding("台账缺签名"))
    assert Attachment.objects.of(made).filter(kind="photo").count() == 1
    first, second = made.findings.all()
    assert (first.number, second.number) == (1, 2)
    duty = Duty.objects.open().get(subject_id=first.pk)
    assert duty.organisation_id == june.provider_id and duty.due_at == first.due_at


def test_a4_7_an_inspection_lies_in_the_past_of_the_contract(city, june):
    for day in (legal_date() + timedelta(days=1), june.starts_on - timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            demo.inspection(city.hand, june, visited_on=day)
        assert refused.value.rules == {"A4.7"}


def test_rectification_has_a_day_to_come_within_ten_working_days(city, june):
    for days, rule in ((0, "A4.7"), (16, "rectification.answer")):
        with pytest.raises(Refused) as refused:
            demo.inspection(city.hand, june, demo.finding(days=days))
        assert refused.value.rules == {rule}
    assert demo.inspection(city.hand, june, demo.finding(days=15)).findings.count() == 1


def test_a4_7_the_provider_answers_and_the_purchaser_closes(city, june):
    found = demo.inspection(city.hand, june, demo.finding()).findings.get()
    assert city.refused(found, "answer", HANDLER, answer_text="x") == {"actor"}
    found = city.hand.do(found, "answer", city.actor(AGENT), answer_text="已补足")
    assert city.refused(found, "close", AGENT, check_text="x") == {"actor"}
    again = city.hand.do(
        found, "reopen", city.actor(ACCEPTOR), answer_by=legal_date() + timedelta(days=5), reason="仍有1户"
    )
    assert again.state == "open"
    assert demo.put_right(city.hand, again).state == "closed"
    assert not Duty.objects.open().filter(subject_id=found.pk).exists()


def test_only_the_purchaser_inspects(city, june):
    data = {
        "contract": june,
        "visited_on": legal_date(),
        "place": "x",
        "method": "site",
        "sample": 1,
        "summary": "x",
    }
    for name in (AGENT, "sfj.jingban", "czj.shenhe"):
        with pytest.raises(Refused):
            execute(Inspection(contract=june), "record", city.actor(name), data)


def test_a4_9_final_delivery_waits_for_the_whole_and_for_open_findings(city, june):
    demo.inspection(city.hand, june, demo.finding())
    given = {"report": "x", "files": [demo.file(city.actor(AGENT), "r.png", PNG)]}
    assert city.refused(june, "deliver", AGENT, **given) == {"A4.9", "A4.7"}
    demo.put_right(city.hand, Finding.objects.get())
    demo.progress(city.hand, june, 100, 100)
    assert Duty.objects.open().get(subject_id=june.pk, rule="A4.9").organisation_id == june.provider_id
    done = city.hand.do(june, "deliver", city.actor(AGENT), **given)
    assert done.state == "delivered"
    assert Duty.objects.get(subject_id=june.pk, rule="acceptance.after_delivery").due_at
