"""Before money moves: progress, the year's plan, the authority, the provider's papers, separate people."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts import demo as people
from contracts import demo
from contracts.models import Contract, Payment, PaymentEntry
from contracts.rules import year_money
from contracts.rules.payment import stands_elsewhere
from documents.models import Paper
from tests.contracts import world
from tests.contracts.world import sign_in
from tests.pictures import PNG
from workflow import law
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

AGENT, HANDLER, HEAD, REVIEWER, TREASURER = (
    "chunhui.jingban",
    "mzj.jingban",
    "mzj.lingdao",
    "czj.shenhe",
    "czj.guoku",
)


def row(contract: Contract, condition: str):
    return contract.plan_rows.get(condition=condition)


def asked(city, contract, amount, condition="progress", **values) -> Payment:
    return demo.requested(city.hand, contract, row(contract, condition), Decimal(amount), **values)


def against(city, contract, amount, condition="progress", **values) -> set[str]:
    try:
        asked(city, contract, amount, condition, **values)
    except Refused as refused:
        return refused.rules or {str(refused.kind)}
    return set()


def test_an_advance_rests_on_the_signature(city, contract):
    payment = demo.paid(city.hand, asked(city, contract, "150000.00", "signed"))
    contract = city.fresh(contract)
    assert (contract.agreed, contract.paid) == (Decimal("150000.00"), Decimal("150000.00"))
    assert city.fresh(contract.commitment).paid == Decimal("150000.00")
    assert payment.state == "paid"


def test_a7_8_no_more_than_verified_progress_and_the_advance(city, contract, running):
    demo.agreed(city.hand, asked(city, running, "150000.00", "signed"))
    # 50% verified and 30% advance are 400,000.00 in all
    assert against(city, running, "250000.01") == {"A7.8"}
    assert against(city, running, "250000.00") == set()


def test_a7_8_progress_is_asked_again_before_finance_agrees(city, running):
    first, second = asked(city, running, "150000.00"), asked(city, running, "150000.00", "signed")
    third = asked(city, running, "150000.00")
    for payment in (first, second, third):
        demo.approved(city.hand, payment)
    for payment in (first, second):
        city.hand.do(payment, "agree", city.actor(REVIEWER))
    assert city.refused(third, "agree", REVIEWER) == {"A7.8"}


def test_a7_8_only_within_the_years_fund_plan(city, running):
    """Everybody before finance hears it and may go on with a reason, since a later year has the money."""
    plan = [{"year": 2026, "amount": Decimal("199999.99")}, {"year": 2027, "amount": Decimal("300000.01")}]
    city.hand.do(running, "plan_funds", city.actor(REVIEWER), funds=plan, reason="预算调整")
    assert against(city, running, "200000.00") == {"A7.8"}
    assert year_money.payable_on(running, date(2026, 6, 1)) == Decimal("199999.99")
    payment = asked(city, running, "200000.00", overrides={"A7.8": "跨年支付亦可"})
    for step, name, data in (("verify", HANDLER, {"opinion": "x"}), ("approve", HEAD, {})):
        assert city.refused(payment, step, name, **data) == {"A7.8"}
        execute(payment, step, city.actor(name), data, overrides={"A7.8": "已商财政"})
    assert city.refused(payment, "agree", REVIEWER) == {"A7.8"}
    plan = [{"year": 2026, "amount": Decimal("200000.00")}, {"year": 2027, "amount": Decimal("300000.00")}]
    city.hand.do(running, "plan_funds", city.actor(REVIEWER), funds=plan, reason="预算调整")
    assert city.hand.do(payment, "agree", city.actor(REVIEWER)).year == 2026


def test_a7_8_what_no_later_year_pays_is_not_asked_for(city, running):
    """Only finance can mend it, by its plan; a reason doesn't help."""
    plan = [{"year": 2025, "amount": Decimal("300000.01")}, {"year": 2026, "amount": Decimal("199999.99")}]
    city.hand.do(running, "plan_funds", city.actor(REVIEWER), funds=plan, reason="预算调整")
    with pytest.raises(Refused, match=r"A7\.8"):
        asked(city, running, "200000.00", overrides={"A7.8": "跨年支付亦可"})
    sign_in(client := Client(), AGENT)
    page = client.get(reverse("contracts:payment-request"), {"contract": running.pk})
    assert page.context["most"] == Decimal("199999.99")


def test_a7_8_a_fund_plan_keeps_what_was_approved_and_the_total(city, running):
    demo.agreed(city.hand, asked(city, running, "200000.00"))
    low = [{"year": 2026, "amount": Decimal("199999.99")}, {"year": 2027, "amount": Decimal("300000.01")}]
    assert city.refused(running, "plan_funds", REVIEWER, funds=low, reason="调整") == {"A7.8"}
    short = [{"year": 2026, "amount": Decimal("300000.00")}]
    assert city.refused(running, "plan_funds", REVIEWER, funds=short, reason="调整") == {"A7.8"}
    assert city.refused(running, "plan_funds", HANDLER, funds=short, reason="调整") == {"actor"}


def test_a7_8_the_providers_ledger_is_there_for_each_month_that_ended(city, contract):
    city.at(world.SIGNING.replace(month=9, day=1))
    demo.ledgers(city.hand, contract, until=date(2026, 7, 1))
    demo.progress(city.hand, contract, 100, 0)
    payment = asked(city, city.fresh(contract), "100000.00")
    assert city.refused(payment, "verify", HANDLER, opinion="x") == {"A7.8"}
    demo.ledgers(city.hand, contract)
    assert demo.approved(city.hand, payment).state == "with_finance"


def test_a7_8_time_that_others_take_asks_the_provider_for_nothing_more(city, running):
    """Ledgers of months that end after it has asked for its money belong to the next payment."""
    payment = asked(city, running, "100000.00")
    city.at(world.SIGNING.replace(month=11, day=2))
    assert demo.approved(city.hand, payment).state == "with_finance"
    later = asked(city, city.fresh(running), "10000.00")
    assert city.refused(later, "verify", HANDLER, opinion="x") == {"A7.8"}


def test_a4_7_an_open_finding_holds_up_the_money(city, running):
    payment = demo.approved(city.hand, asked(city, running, "100000.00"))
    found = demo.inspection(city.hand, running, demo.finding()).findings.get()
    assert city.refused(payment, "agree", REVIEWER) == {"A4.7"}
    demo.put_right(city.hand, found)
    assert city.hand.do(payment, "agree", city.actor(REVIEWER)).state == "agreed"


def test_b8_5_finance_pays_under_contracts_that_it_holds(city):
    fresh = demo.concluded(city.hand, city.award)
    payment = demo.approved(city.hand, asked(city, fresh, "150000.00", "signed"))
    assert city.refused(payment, "agree", REVIEWER) == {"B8.5"}


@pytest.fixture
def with_authority(city) -> Contract:
    """A contract that names the health commission as industry authority."""
    return demo.filed(city.hand, demo.concluded(city.hand, city.award, authority=people.organisation("wjw")))


def test_a7_8_the_named_authority_agrees_before_finance(city, with_authority):
    payment = asked(city, with_authority, "150000.00", "signed")
    city.hand.do(payment, "verify", city.actor(HANDLER), opinion="已核对")
    assert city.refused(payment, "approve", HEAD) == {"actor"}
    city.hand.do(payment, "approve_to_authority", city.actor(HEAD))
    assert city.refused(payment, "agree", REVIEWER) == {"state"}
    assert city.refused(payment, "endorse", "sfj.lingdao") == {"actor"}
    payment = city.hand.do(payment, "endorse", city.actor("wjw.lingdao"))
    assert city.hand.do(payment, "agree", city.actor(REVIEWER)).state == "agreed"


def test_what_the_authority_refuses_begins_anew(city, with_authority):
    payment = asked(city, with_authority, "150000.00", "signed")
    city.hand.do(payment, "verify", city.actor(HANDLER), opinion="已核对")
    city.hand.do(payment, "approve_to_authority", city.actor(HEAD))
    payment = city.hand.do(payment, "object", city.actor("wjw.lingdao"), reason="缺人员清单")
    assert payment.state == "requested" and payment.approved_by is None and payment.verified_by is None


def test_a4_6_a_payment_cites_a_row_of_its_contract_and_stays_within_it(city, running):
    assert against(city, running, "300000.01") == {"A4.6"}
    other = demo.concluded(city.hand, city.award).plan_rows.first()
    assert against(city, running, "1.00", plan_row=other) == {"input"}
    asked(city, running, "200000.00")
    assert against(city, running, "100000.01") == {"A4.6"}


def test_a4_6_the_last_row_waits_for_acceptance(city, running):
    assert against(city, running, "50000.00", "accepted") == {"A4.6"}


def test_a4_6_a_row_due_with_a_milestone_waits_for_it(city):
    plan = [{"title": "里程碑款", "share": 100, "condition": "milestone", "milestone": 2}]
    contract = demo.filed(city.hand, demo.concluded(city.hand, city.award, plan=plan, advance_share=0))
    city.at(world.SIGNING.replace(month=9, day=1))
    demo.ledgers(city.hand, contract)
    demo.progress(city.hand, contract, 100, 99)
    assert against(city, city.fresh(contract), "1000.00", "milestone") == {"A4.6"}
    demo.progress(city.hand, contract, 100, 100)
    assert against(city, city.fresh(contract), "500000.00", "milestone") == set()


def test_pay_1_an_invoice_is_paid_once_and_not_from_the_future(city, running):
    asked(city, running, "100000.00", invoice_number="22000001")
    assert against(city, running, "100000.00", invoice_number="22000001") == {"PAY-1"}
    tomorrow = law.local_day(world.SIGNING.replace(month=9, day=2))
    assert against(city, running, "100000.00", invoiced_on=tomorrow) == {"PAY-1"}


def test_pay_1_nothing_is_paid_while_performance_is_suspended(city, running):
    city.hand.do(running, "suspend", city.actor(HEAD), ground="challenge", reason="质疑处理")
    assert against(city, running, "100000.00") == {"CH-9"}
    city.hand.do(running, "resume", city.actor(HEAD))
    assert against(city, running, "100000.00") == set()


def both_roles(city, name: str, *roles: str):
    """That person, holding further roles: one person in two posts."""
    return city.actor(name).with_roles(*roles)


def test_a7_12_who_verified_does_not_approve(city, running):
    payment = asked(city, running, "100000.00")
    one = both_roles(city, HANDLER, "handler", "head")
    execute(payment, "verify", one, opinion="已核对")
    with pytest.raises(Refused) as refused:
        execute(payment, "approve", one)
    assert refused.value.rules == {"A7.12"}


def test_a7_12_who_agreed_does_not_pay(city, running):
    payment = demo.approved(city.hand, asked(city, running, "100000.00"))
    one = both_roles(city, REVIEWER, "reviewer", "treasurer")
    execute(payment, "agree", one)
    with pytest.raises(Refused) as refused:
        execute(payment, "disburse", one, paid_on=date(2026, 9, 1), transfer_no="1")
    assert refused.value.rules == {"A7.12"}


def test_a7_12_who_accepted_neither_verifies_nor_approves_nor_pays(city, delivered):
    demo.accepted(city.hand, delivered)
    payment = asked(city, city.fresh(delivered), "50000.00", "accepted")
    one = both_roles(city, "mzj.yanshou", "handler", "head")
    with pytest.raises(Refused) as refused:
        execute(payment, "verify", one, opinion="x")
    assert refused.value.rules == {"A7.12"}
    city.hand.do(payment, "verify", city.actor(HANDLER), opinion="已核对")
    with pytest.raises(Refused) as refused:
        execute(payment, "approve", one)
    assert refused.value.rules == {"A7.12"}


def test_only_the_right_people_take_part(city, running):
    payment = asked(city, running, "100000.00")
    for step, name in (("verify", HEAD), ("verify", AGENT), ("verify", "sfj.jingban"), ("withdraw", HANDLER)):
        assert city.refused(payment, step, name, **({"opinion": "x"} if step == "verify" else {})) == {
            "actor"
        }
    city.hand.do(payment, "verify", city.actor(HANDLER), opinion="已核对")
    assert city.refused(payment, "approve", "sfj.lingdao") == {"actor"}
    city.hand.do(payment, "approve", city.actor(HEAD))
    for name in ("ngcz.shenhe", TREASURER, HEAD):
        assert city.refused(payment, "agree", name) == {"actor"}


def test_what_finance_returns_is_looked_at_anew_by_everybody(city, running):
    payment = demo.approved(city.hand, asked(city, running, "100000.00"))
    payment = city.hand.do(payment, "refer_back", city.actor(REVIEWER), reason="发票与合同名称不符")
    assert payment.state == "requested" and payment.verified_by is None
    payment = city.hand.do(payment, "send_back", city.actor(HANDLER), reason="请换开发票")
    given = {
        "plan_row": row(running, "progress"), "amount": Decimal("90000.00"), "invoice_number": "22009999",
        "invoiced_on": date(2026, 9, 1), "invoice": [demo.file(city.actor(AGENT), "i.png", PNG)],
    }  # fmt: skip
    payment = city.hand.do(payment, "resubmit", city.actor(AGENT), **given)
    assert demo.paid(city.hand, payment).amount == Decimal("90000.00")


def test_an_approval_taken_back_is_a_reversing_entry(city, running):
    payment = demo.agreed(city.hand, asked(city, running, "100000.00"))
    assert city.fresh(running).agreed == Decimal("100000.00")
    city.hand.do(payment, "reverse", city.actor(TREASURER), reason="收款账户已注销")
    contract = city.fresh(running)
    assert (contract.agreed, contract.paid) == (0, 0)
    assert [e.agreed for e in PaymentEntry.objects.filter(payment=payment)] == [100000, -100000]
    assert demo.paid(city.hand, payment).state == "paid"


def test_the_transfer_lies_between_approval_and_today(city, running):
    payment = demo.agreed(city.hand, asked(city, running, "100000.00"))
    for day in (date(2026, 9, 2), date(2026, 8, 31)):
        given = {"paid_on": day, "transfer_no": "1"}
        assert city.refused(payment, "disburse", TREASURER, **given) == {"PAY-1"}


def disburse(city, payment, number, **options):
    given = {"paid_on": date(2026, 9, 1), "transfer_no": number, **options}
    return execute(payment, "disburse", city.actor(TREASURER), **given).subject


def test_pay_1_one_transfer_does_not_pay_two_accounts(city, running):
    """What somebody else's transfer shows counts as paid for nobody."""
    first = disburse(
        city, demo.agreed(city.hand, asked(city, running, "100000.00")), " ZFHT-2026-\uff10\uff11 "
    )
    assert first.transfer_no == "ZFHT-2026-01", "full-width forms and spaces are no part of a number"
    award = world.further_award(city, provider="kangle", title="社区助餐服务")
    other = demo.filed(city.hand, demo.concluded(city.hand, award))
    payment = demo.agreed(city.hand, asked(city, other, "1000.00", "signed"))
    for number in ("ZFHT-2026-01", "zfht - 2026-\uff10\uff11"):
        with pytest.raises(Refused) as refused:
            disburse(city, payment, number, overrides={"PAY-1": "一笔支付"})
        [told] = refused.value.obstacles
        assert (told.rule, told.field, told.mend.url) == ("PAY-1", "transfer_no", first.get_absolute_url())
    assert disburse(city, payment, "ZFHT-2026-02").state == "paid"


def test_pay_1_one_transfer_may_pay_two_requests_to_one_account_if_somebody_says_so(city, running):
    first = disburse(city, demo.agreed(city.hand, asked(city, running, "100000.00")), "ZF-1")
    second = demo.agreed(city.hand, asked(city, running, "50000.00"))
    with pytest.raises(Refused) as refused:
        disburse(city, second, "ZF-1")
    [told] = refused.value.obstacles
    assert (told.rule, told.mend.url) == ("PAY-1", first.get_absolute_url())
    assert disburse(city, second, "ZF-1", overrides={"PAY-1": "两笔申请合并一笔支付"}).state == "paid"


def test_pay_1_another_treasury_has_numbers_of_its_own(city, running):
    first = disburse(city, demo.agreed(city.hand, asked(city, running, "100000.00")), "ZF-1")
    other = people.organisation("ngcz").pk
    assert other != first.finance_id
    second = demo.agreed(city.hand, asked(city, running, "50000.00"))
    second.contract.finance_id = other
    assert not list(stands_elsewhere(second, "ZF-1", "", field="transfer_no"))


def test_the_voucher_says_the_amount_in_words(city, contract):
    payment = demo.paid(city.hand, asked(city, contract, "123456.78", "signed"))
    html = Paper.objects.of(payment).get(kind="voucher").html
    assert "壹拾贰万叁仟肆佰伍拾陆元柒角捌分" in html and "123,456.78" in html


def test_pay_2_and_pay_3_count_from_the_invoice(city, running):
    payment = asked(city, running, "100000.00")
    duties = {d.rule: d for d in Duty.objects.filter(subject_id=payment.pk)}
    assert law.local_day(duties["pay.invoice_243"].due_at) == date(2026, 9, 15)
    assert law.local_day(duties["pay.invoice_38"].due_at) == date(2026, 10, 8)
    city.later(days=3)
    demo.approved(city.hand, payment)
    waiting = Duty.objects.open().get(subject_id=payment.pk, rule="pay.invoice_243")
    assert law.local_day(waiting.due_at) == date(2026, 9, 15), "the period goes on, it doesn't begin anew"
    city.hand.do(payment, "agree", city.actor(REVIEWER))
    city.hand.do(
        payment, "disburse", city.actor(TREASURER), paid_on=law.local_day(world.SIGNING.replace(month=9, day=4)),
        transfer_no="1",
    )  # fmt: skip
    assert not Duty.objects.open().filter(subject_id=payment.pk).exists()


def returned(city, payment: Payment, before: timedelta, away: timedelta) -> dict[str, date]:
    """When each period ends after the purchaser has returned the request so long after it came, for so long."""
    city.at(payment.asked_at + before)
    city.hand.do(payment, "send_back", city.actor(HANDLER), reason="请换开发票")
    city.at(payment.asked_at + before + away)
    given = {
        "plan_row": payment.plan_row, "amount": payment.amount, "invoice_number": "22009999",
        "invoiced_on": date(2026, 9, 1), "invoice": [demo.file(city.actor(AGENT), "i.png", PNG)],
    }  # fmt: skip
    city.hand.do(payment, "resubmit", city.actor(AGENT), **given)
    duties = Duty.objects.open().filter(subject_id=payment.pk, due_at__isnull=False)
    return {duty.rule: law.local_day(duty.due_at) for duty in duties}


def test_pay_2_the_days_with_the_provider_do_not_count_all_others_do(city, running):
    payment = asked(city, running, "100000.00")
    days = returned(city, payment, timedelta(days=9), timedelta(days=7))
    # 10 to 17 September are the provider's: 8 days, of which 6 are working days; the 20th is worked
    assert days == {"pay.invoice_38": date(2026, 10, 9), "pay.invoice_243": date(2026, 9, 22)}
    days = returned(city, city.fresh(payment), timedelta(days=20), timedelta(days=1))
    assert days["pay.invoice_38"] == date(2026, 10, 12), "a second return takes its own days only"


def test_pay_2_a_return_does_not_heal_what_has_run_out(city, running):
    payment = asked(city, running, "100000.00")
    days = returned(city, payment, timedelta(days=40), timedelta(days=5))
    assert days == {"pay.invoice_38": date(2026, 10, 8), "pay.invoice_243": date(2026, 9, 15)}
    duty = Duty.objects.open().get(subject_id=payment.pk, rule="pay.invoice_38")
    assert duty.arose_at > duty.due_at, "it comes back overdue"


def test_pay_4_small_enterprises_have_a_clock_of_their_own(city):
    contract = demo.filed(city.hand, demo.concluded(city.hand, city.award, sme_provider=True))
    payment = asked(city, contract, "150000.00", "signed")
    duty = Duty.objects.get(subject_id=payment.pk, rule="pay.sme")
    assert duty.organisation_id == contract.purchaser_id and duty.role == "cashier"


def test_a7_13_approved_money_that_lies_idle_is_listed(city, running, client):
    payment = demo.agreed(city.hand, asked(city, running, "100000.00"))
    world.sign_in(client, TREASURER)
    city.later(days=61)
    page = client.get("/contracts/idle/").content.decode()
    assert payment.get_absolute_url() in page and '<span class="p-tag red">61</span>' in page
    city.hand.do(
        payment, "disburse", city.actor(TREASURER), transfer_no="1",
        paid_on=law.local_day(world.SIGNING.replace(month=9, day=1) + timedelta(days=61)),
    )  # fmt: skip
    assert payment.get_absolute_url() not in client.get("/contracts/idle/").content.decode()
