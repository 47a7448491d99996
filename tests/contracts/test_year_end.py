"""At a year's end a contract goes along with what is reserved: paid so far by the old year, from now on by the new."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from contracts import demo
from contracts.models import FundYear
from procurement import demo as procurement
from procurement.ledger import sections_of
from procurement.models import Commitment, YearClosing
from tests.contracts.test_payments import REVIEWER, TREASURER, against, asked
from tests.contracts.world import sign_in
from workflow import clock
from workflow.engine import execute

PAID, REST = Decimal("150000.00"), Decimal("350000.00")


@pytest.fixture
def following(city):
    return procurement.budget_line(city.hand, code="2027-mzj-01", year=2027, amount=Decimal("1.00"))


def reserve(city, contract, following):
    given = {"commitment": contract.commitment, "target": following, "approval_number": "长财预〔2027〕2号"}
    city.hand.do(city.line, "reserve", city.actor(REVIEWER), **given)
    return city.fresh(contract)


def totals(line):
    return {section.name: section.total for section in sections_of(line)}


def test_a5_4_what_is_unpaid_draws_on_the_next_year_and_the_rest_stays_where_it_was(city, running, following):
    demo.paid(city.hand, asked(city, running, PAID, "signed"))
    old, saved = running.commitment, Decimal("40000.00")
    contract = reserve(city, city.fresh(running), following)
    assert contract.commitment == Commitment.objects.get(line=following)
    assert [(c.amount, c.contracted, c.paid) for c in (city.fresh(old), contract.commitment)] == [
        (PAID, PAID, PAID),
        (REST + saved, REST, 0),
    ]
    city.at(datetime(2027, 1, 5, 10, 0, tzinfo=clock.SHANGHAI))
    demo.ledgers(city.hand, contract)
    demo.paid(city.hand, asked(city, contract, "50000.00"))
    assert totals(city.fresh(city.line))["paid"] == PAID
    assert totals(following) == {
        "amount": REST + saved + 1,
        "committed": REST + saved,
        "contracted": REST,
        "paid": Decimal("50000.00"),
    }


def test_a5_4_what_a_contract_has_saved_is_released_not_reserved(city, running, following):
    """After a termination nobody waits for the rest: it doesn't go on as if it were owed."""
    demo.paid(city.hand, asked(city, running, PAID, "signed"))
    why = {"B8.8": "承接主体被吊销登记证书，无法继续履行。"}
    given = {"ground": "breach", "reason": "承接主体已无法履行。"}
    execute(city.fresh(running), "terminate", city.actor("mzj.lingdao"), given, overrides=why)
    old = city.fresh(running.commitment)
    assert old.unpaid == old.free > 0
    given = {"commitment": old, "target": following, "approval_number": "长财预〔2027〕2号"}
    assert city.refused(city.fresh(city.line), "reserve", REVIEWER, **given) == {"A5.4"}


def test_a7_8_the_fund_plan_of_the_year_that_ends_goes_into_the_next(city, running, following):
    given = {"year": 2026, "payments_until": date(2026, 9, 10)}
    city.hand.make(YearClosing, "open", city.actor(REVIEWER), **given)
    demo.agreed(city.hand, asked(city, running, PAID, "signed"))
    city.at(datetime(2026, 9, 11, 9, 0, tzinfo=clock.SHANGHAI))
    reserve(city, running, following)
    assert dict(FundYear.objects.values_list("year", "amount")) == {2026: PAID, 2027: REST}


def test_a5_4_nothing_is_paid_after_the_end_of_payments_until_it_is_reserved(city, running, following):
    given = {"year": 2026, "payments_until": date(2026, 9, 10)}
    closing = city.hand.make(YearClosing, "open", city.actor(REVIEWER), **given)
    payment = demo.agreed(city.hand, asked(city, running, PAID, "signed"))
    city.at(datetime(2026, 9, 11, 9, 0, tzinfo=clock.SHANGHAI))
    transfer = {"paid_on": date(2026, 9, 11), "transfer_no": "ZF-1"}
    assert city.refused(payment, "disburse", TREASURER, **transfer) == {"A5.4"}
    assert against(city, running, "1000.00") == {"A5.4"}, "told at the request, not only at finance's desk"
    assert [len(point.rows) for point in closing.points() if point.name == "payments"] == [1]
    reserve(city, running, following)
    assert city.hand.do(payment, "disburse", city.actor(TREASURER), **transfer).state == "paid"
    assert [len(point.rows) for point in closing.points() if point.name == "payments"] == [0]


def test_a7_8_what_is_being_paid_is_paid_from_the_years_own_money(city, running, following):
    """A payment under way would find its money gone into the next year, and the provider would wait."""
    asked(city, running, PAID, "signed")
    given = {"commitment": running.commitment, "target": following, "approval_number": "长财预〔2027〕2号"}
    assert city.refused(city.line, "reserve", REVIEWER, **given) == {"A7.8"}


def test_a5_4_all_open_grants_are_reserved_from_one_page_but_savings_are_not_ticked(city, running, following):
    given = {"year": 2026, "payments_until": date(2026, 9, 10)}
    closing = city.hand.make(YearClosing, "open", city.actor(REVIEWER), **given)
    sign_in(client := Client(), REVIEWER)
    address = f"{closing.get_absolute_url()}reserve/"
    ticked = {grant.commitment: grant.form["take"].initial for grant in client.get(address).context["grants"]}
    saved = {commitment: bool(commitment.contracted and commitment.free) for commitment in ticked}
    assert ticked == {commitment: not each for commitment, each in saved.items()} and any(saved.values())
    key = str(running.commitment_id)
    data = {f"{key}-take": "on", f"{key}-target": str(following.pk), "approval_number": "长财预〔2027〕2号"}
    answer = client.post(address, data)
    assert (answer.status_code, answer.context["done"], answer.context["refused"]) == (200, 1, 0)
    assert city.fresh(running).commitment.line == following


def test_a5_4_a_contract_that_is_being_drawn_up_goes_along(city, following):
    draft = demo.drawn_up(city.hand, city.award)
    contract = reserve(city, draft, following)
    assert contract.commitment.line == following
    assert contract.commitment.contracted == 0
