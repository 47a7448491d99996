"""From an award to the last payment."""

from __future__ import annotations

from decimal import Decimal

from contracts import demo
from contracts.models import Contract


def test_a_contract_is_performed_accepted_and_paid(city):
    hand = city.hand
    contract = demo.filed(hand, demo.concluded(hand, city.award))
    assert contract.state == Contract.State.IN_FORCE
    advance, middle, last = contract.plan_rows.all()
    demo.paid(hand, demo.requested(hand, contract, advance, advance.amount))
    city.at(city.award.decided_at.replace(month=9, day=1))
    demo.ledgers(hand, contract)
    demo.progress(hand, contract, 100, 20)
    demo.paid(hand, demo.requested(hand, contract, middle, Decimal("100000.00")))
    city.at(city.award.decided_at.replace(month=12, day=30))
    demo.ledgers(hand, contract)
    demo.progress(hand, contract, 100, 100)
    demo.paid(hand, demo.requested(hand, contract, middle, Decimal("200000.00")))
    contract = demo.delivered(hand, city.fresh(contract))
    acceptance = demo.accepted(hand, contract)
    contract = city.fresh(contract)
    assert contract.state == Contract.State.ACCEPTED and contract.project.state == "accepted"
    demo.paid(hand, demo.requested(hand, contract, last, last.amount))
    contract = city.fresh(contract)
    assert contract.paid == contract.total == Decimal("500000.00")
    assert acceptance.published_at
