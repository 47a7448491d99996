"""Supplements, suspension, termination (B8.7, B8.8, B8.8b)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from contracts import demo
from contracts.models import ContractEntry, Supplement
from disclosure.models import Notice
from tests.contracts import world
from workflow import law
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

HANDLER, HEAD, PROVIDER = "mzj.jingban", "mzj.lingdao", "chunhui.faren"


def propose(city, contract, amount="0", **values) -> Supplement:
    given = {
        "contract": contract,
        "amount": Decimal(amount),
        "clauses": "第三条",
        "text": "增加200人次",
        "grounds": "x",
    }
    return city.hand.make(Supplement, "propose", city.actor(HANDLER), **{**given, **values})


def against(city, contract, amount="0", **values) -> set[str]:
    try:
        propose(city, contract, amount, **values)
    except Refused as refused:
        return refused.rules or {str(refused.kind)}
    return set()


def sign(city, supplement) -> Supplement:
    supplement = city.hand.do(supplement, "sign", city.actor(HEAD))
    return city.hand.do(supplement, "countersign", city.actor(PROVIDER))


def test_b8_7_all_supplements_together_add_a_tenth_at_most(city, contract):
    assert against(city, contract, "50000.01") == {"B8.7", "A5.4"}
    first = propose(city, contract, "30000.00")
    assert against(city, contract, "20000.01") == {"B8.7"}, "those waiting for a signature count"
    sign(city, first)
    assert against(city, city.fresh(contract), "20000.01") == {"B8.7", "A5.4"}
    assert sign(city, propose(city, city.fresh(contract), "10000.00")).state == "signed"


def test_b8_7_a_supplement_binds_money_and_adds_to_plan_and_funds(city, contract):
    sign(city, propose(city, contract, "20000.00"))
    contract = city.fresh(contract)
    assert contract.total == Decimal("520000.00") and contract.amount == Decimal("500000.00")
    assert city.fresh(contract.commitment).contracted == Decimal("520000.00")
    assert contract.plan_rows.last().amount == Decimal("20000.00")
    assert contract.fund_years.get().amount == Decimal("520000.00")


def test_a5_4_a_supplement_needs_room_in_the_commitment(city, contract):
    assert against(city, contract, "40000.01") == {"A5.4"}, "before anybody signs"
    first, second = propose(city, contract, "25000.00"), propose(city, contract, "16000.00")
    sign(city, first)
    assert city.refused(second, "sign", HEAD) == {"A5.4"}


def test_b8_7_a_supplement_adds_something(city, contract):
    assert against(city, contract) == {"B8.7"}
    assert against(city, contract, "1.00", text="送至李四13911112222") == {"FOI.17"}, "it will be told"
    assert against(city, contract, ends_on=contract.ends_on - timedelta(days=1)) == {"B8.7"}


def test_b8_11_a_new_end_keeps_the_term_within_the_law(city, contract):
    assert against(city, contract, ends_on=date(2027, 5, 1)) == {"B8.11"}
    sign(city, propose(city, contract, ends_on=date(2027, 4, 30)))
    assert city.fresh(contract).ends_on == date(2027, 4, 30)


def test_b8_8b_the_change_is_published_within_two_working_days(city, contract):
    supplement = sign(city, propose(city, contract, "20000.00"))
    duty = Duty.objects.get(subject_id=supplement.pk, rule="contract.change_publish")
    assert law.local_day(duty.due_at) == date(2026, 4, 15)
    city.hand.do(supplement, "publish", city.actor(HANDLER), publication_reviewed=True)
    notice = Notice.objects.get(kind="AN-10")
    assert notice.payload["contract_number"] == contract.number
    assert notice.release["tag"] == ["contractAmendment"]


def test_the_database_itself_refuses_more_than_a_tenth(city, contract):
    with pytest.raises(DatabaseError), transaction.atomic():
        ContractEntry.objects.create(
            contract=contract, commitment=contract.commitment, kind="supplement", amount=Decimal("50000.01"),
            supplement=Decimal("50000.01"), event_id=contract.pk,
        )  # fmt: skip


def test_b8_8_a_contract_ends_on_a_legal_ground(city, running):
    assert city.refused(running, "terminate", HEAD, reason="双方不愿继续") == {"B8.8"}
    given = {"ground": "agreed", "reason": "双方不愿继续"}
    assert city.refused(running, "terminate", HEAD, **given) == {"B8.8"}
    why = {"B8.8": "服务对象已全部转入机构照护,继续履行将浪费公共资金"}
    done = execute(running, "terminate", city.actor(HEAD), given, overrides=why).subject
    assert done.state == "terminated"


def test_a_termination_frees_what_was_not_approved_and_is_published(city, running):
    row = running.plan_rows.get(condition="signed")
    demo.paid(city.hand, demo.requested(city.hand, running, row, row.amount))
    running = city.fresh(running)
    given_up = {"reason": "本年度不再采购"}
    assert city.refused(city.fresh(running.project), "terminate", HEAD, **given_up) == {"B8.8"}
    city.hand.do(running, "terminate", city.actor(HEAD), ground="transfer", reason="承接主体转包")
    running = city.fresh(running)
    assert city.fresh(running.commitment).contracted == Decimal("150000.00")
    project = city.hand.do(city.fresh(running.project), "terminate", city.actor(HEAD), **given_up)
    assert project.state == "terminated", "what was paid stays paid, and binds nobody"
    assert city.fresh(running.commitment).amount == Decimal("150000.00")
    city.hand.do(running, "publish_end", city.actor(HANDLER), publication_reviewed=True)
    notice = Notice.objects.get(kind="AN-10")
    assert notice.release["tag"] == ["contractTermination"]
    assert set(notice.payload["changes"][0]["after"]) == {"zh", "en"}  # whatever language the handler reads


def test_a7_13_no_contract_ends_over_approved_money(city, running):
    row = running.plan_rows.get(condition="signed")
    demo.agreed(city.hand, demo.requested(city.hand, running, row, row.amount))
    given = {"ground": "breach", "reason": "严重违约"}
    assert city.refused(running, "terminate", HEAD, **given) == {"A7.13"}


def test_b8_8_performance_is_suspended_on_a_legal_ground(city, running):
    assert city.refused(running, "suspend", HEAD, reason="x") == {"B8.8"}
    assert city.refused(running, "suspend", PROVIDER, ground="challenge", reason="x") == {"actor"}
    city.at(world.SIGNING.replace(month=9, day=2))
    running = city.hand.do(running, "suspend", city.actor(HEAD), ground="challenge", reason="质疑处理")
    assert city.hand.do(running, "resume", city.actor(HEAD)).state == "in_force"


@pytest.mark.parametrize("step", ["suspend", "terminate"])
def test_b8_8_the_ground_that_is_always_asked_for_is_not_called_optional(city, running, client, step):
    world.sign_in(client, HEAD)
    form = client.get(reverse(f"contracts:contract-{step}", args=[running.pk])).context["form"]
    assert not form["ground"].is_optional
