"""To which account is paid: both heads agree on another, the bank proves it, the treasury has seen it (B8.7)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Message
from accounts.telling import post
from contracts import demo
from contracts.models import Payment, Supplement
from contracts.payees import payee_of
from documents.models import Paper
from tests.contracts import world
from workflow import outbox
from workflow.clock import legal_date
from workflow.engine import create, execute
from workflow.obstacles import Refused

HANDLER, HEAD, PROVIDER, TREASURER = "mzj.jingban", "mzj.lingdao", "chunhui.faren", "czj.guoku"


def proposed(city, contract, **values) -> Supplement:
    actor = city.actor(HANDLER)
    given = demo.new_account(contract, actor, **values)
    return create(Supplement, "propose", actor, {"contract": contract, **given}).subject


def signed(city, contract, **values) -> Supplement:
    supplement = city.hand.do(proposed(city, contract, **values), "sign", city.actor(HEAD))
    return city.hand.do(supplement, "countersign", city.actor(PROVIDER))


def agreed(city, contract, amount="1000.00") -> Payment:
    row = contract.plan_rows.get(condition="signed")
    return demo.agreed(city.hand, demo.requested(city.hand, city.fresh(contract), row, Decimal(amount)))


def transfer(**more) -> dict:
    return {"paid_on": legal_date(), "transfer_no": "ZF-1", **more}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"payee_name": "长春市好心服务中心"}, "payee_name"),
        ({"payee_bank": ""}, "payee_bank"),
        ({"account_proof": []}, "account_proof"),
    ],
    ids=["somebody else's", "without its bank", "without proof"],
)
def test_b8_7_an_account_is_the_providers_own_whole_and_proved(city, contract, changed, field):
    with pytest.raises(Refused) as refused:
        proposed(city, contract, **changed)
    assert refused.value.rules == {"B8.7"} and {o.field for o in refused.value.obstacles} == {field}


def test_b8_7_the_account_in_force_is_no_change_and_one_change_waits_at_a_time(city, contract):
    with pytest.raises(Refused):
        proposed(city, contract, payee_account=contract.payee_account)
    first = proposed(city, contract)
    with pytest.raises(Refused) as refused:
        proposed(city, contract, payee_account="6210990000011111111")
    assert refused.value.obstacles[0].field == "payee_account"
    city.hand.do(first, "withdraw", city.actor(HEAD), reason="账号有误。")
    assert proposed(city, contract, payee_account="6210990000011111111").state == "proposed"


def test_b8_7_money_goes_to_the_new_account_once_both_heads_have_signed_and_the_treasury_has_seen_it(
    city, contract
):
    before = demo.paid(
        city.hand, demo.requested(city.hand, contract, contract.plan_rows.first(), Decimal(1000))
    )
    assert before.payee_account == contract.payee_account
    payment = agreed(city, contract)
    waiting = city.hand.do(proposed(city, contract), "sign", city.actor(HEAD))
    assert payee_of(contract).account == contract.payee_account, "one head alone changes nothing"
    supplement = city.hand.do(waiting, "countersign", city.actor(PROVIDER))
    assert city.refused(payment, "disburse", TREASURER, **transfer()) == {"B8.7"}
    seen = transfer(account_seen=[supplement.number])
    paid = city.hand.do(payment, "disburse", city.actor(TREASURER), **seen)
    assert paid.payee_account == demo.NEW_ACCOUNT
    assert demo.NEW_ACCOUNT in Paper.objects.of(paid).get(kind="voucher").html
    second = transfer(transfer_no="ZF-2")
    again = city.hand.do(agreed(city, contract), "disburse", city.actor(TREASURER), **second)
    assert again.payee_account == demo.NEW_ACCOUNT
    assert city.fresh(before).payee_account == contract.payee_account


def test_finance_hears_of_another_account_with_its_last_digits_only(city, contract):
    supplement = signed(city, contract)
    outbox.sweep(kinds=post.ALL)
    told = Message.objects.filter(url=supplement.get_absolute_url(), person__username=TREASURER).get()
    assert "4321" in told.text and demo.NEW_ACCOUNT not in told.text


def test_b8_7_whoever_signs_has_both_accounts_and_the_banks_proof_before_them(city, contract, client):
    supplement = proposed(city, contract)
    world.sign_in(client, HEAD)
    page = client.get(f"{supplement.get_absolute_url()}sign/").content.decode()
    assert "**** 4321" in page and payee_of(contract).tail in page
    assert "新账户的银行证明" in page


def test_b8_7_after_delivery_the_account_alone_can_change(city, delivered):
    demo.accepted(city.hand, delivered)
    contract = city.fresh(delivered)
    with pytest.raises(Refused) as refused:
        proposed(city, contract, amount="100.00")
    assert refused.value.obstacles[0].field == "amount"
    signed(city, contract)
    assert payee_of(contract).account == demo.NEW_ACCOUNT and city.fresh(contract).state == "accepted"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("contracts_payment", "payee_account = '6210990000011111111'"),
        ("contracts_supplement", "payee_account = '6210990000011111111'"),
        ("contracts_supplement", "payee_bank = ''"),
    ],
)
def test_the_database_itself_keeps_where_money_goes(city, contract, table, change):
    supplement = signed(city, contract)
    payment = agreed(city, contract)
    paid = execute(
        payment, "disburse", city.actor(TREASURER), transfer(account_seen=[supplement.number])
    ).subject
    row = paid if table == "contracts_payment" else supplement
    with pytest.raises(DatabaseError), transaction.atomic():
        sql = f"UPDATE {table} SET {change} WHERE id = %s"
        transaction.get_connection().cursor().execute(sql, [row.pk])


def test_the_database_itself_lets_nothing_be_paid_elsewhere(city, contract, monkeypatch):
    payment = agreed(city, contract)

    def elsewhere(self):
        self.payee_name, self.payee_bank, self.payee_account = "某人", "某行", "6210990000099999999"

    monkeypatch.setattr(Payment, "take_payee", elsewhere)
    with pytest.raises(DatabaseError, match="account in force"), transaction.atomic():
        execute(payment, "disburse", city.actor(TREASURER), transfer())


def test_payment_and_contract_say_which_supplement_agreed_on_the_account(city, contract, client):
    supplement = signed(city, contract)
    payment = agreed(city, contract)
    world.sign_in(client, TREASURER)
    for page in (contract, payment, supplement):
        shown = client.get(page.get_absolute_url()).content.decode()
        assert "**** 4321" in shown and demo.NEW_ACCOUNT not in shown
    assert supplement.get_absolute_url() in client.get(payment.get_absolute_url()).content.decode()
    form = client.get(f"{payment.get_absolute_url()}disburse/").content.decode()
    assert demo.NEW_ACCOUNT in form, "who compares it sees it whole"
