"""A contract of several years binds, draws and frees in each year what was granted for it (ADR 0033)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contracts import demo, years
from contracts.models import ContractEntry, FundYear, Payment, PaymentEntry
from procurement import demo as procurement
from procurement.models import Commitment
from tests.contracts import world
from tests.contracts.test_payments import REVIEWER, TREASURER, asked
from workflow import clock
from workflow.engine import execute

GRANTED = {2026: Decimal("300000.00"), 2027: Decimal("240000.00")}
BOUND = {2026: Decimal("277777.78"), 2027: Decimal("222222.22")}
"""An award of 500,000.00 keeps to the grants in proportion."""


@pytest.fixture
def ahead(city):
    return procurement.expected_line(city.hand, amount=Decimal("300000.00"))


@pytest.fixture
def award(city, ahead):
    terms = procurement.several_years(city.line, (ahead, GRANTED[2027]))
    return world.further_award(city, provider="chunhui", **terms)


@pytest.fixture
def signed(city, award):
    """In force since April 2026, on file, for service until the end of 2027; a fifth may be paid in advance."""
    made = demo.concluded(
        city.hand, award, long_term_grounds=["budget", "fixed", "continuous", "funding", "price"]
    )
    return demo.filed(city.hand, made)


def approve(city, ahead):
    city.at(datetime(2027, 1, 8, 9, 0, tzinfo=clock.SHANGHAI))
    given = {"amount": "300000.00", "approval_number": "长财预〔2027〕1号"}
    city.hand.do(ahead, "approve", city.actor(REVIEWER), **given)


def books(contract) -> dict[int, tuple[Decimal, Decimal, Decimal]]:
    rows = Commitment.objects.filter(project=contract.project)
    return {row.year: (row.amount, row.contracted, row.paid) for row in rows}


def pay(city, contract, amount) -> Payment:
    return demo.paid(city.hand, asked(city, city.fresh(contract), amount, "signed"))


def test_a5_4_each_year_binds_what_the_fund_plan_means_for_it(city, signed):
    assert dict(signed.fund_years.values_list("year", "amount")) == BOUND
    assert books(signed) == {year: (GRANTED[year], BOUND[year], 0) for year in GRANTED}
    assert city.fresh(city.line).committed < Decimal("10000000.00")


def test_a7_8_a_fund_plan_beyond_what_was_granted_for_a_year_is_refused(city, signed):
    rows = [{"year": 2026, "amount": "300000.01"}, {"year": 2027, "amount": "199999.99"}]
    assert city.refused(signed, "plan_funds", REVIEWER, funds=rows, reason="x") == {"A5.4"}
    rows = [{"year": 2026, "amount": "300000.00"}, {"year": 2027, "amount": "200000.00"}]
    execute(signed, "plan_funds", city.actor(REVIEWER), funds=rows, reason="进度加快。")
    assert [row[1] for row in books(signed).values()] == [Decimal("300000.00"), Decimal("200000.00")]


def test_a5_4_what_is_paid_in_a_year_draws_on_that_years_commitment(city, ahead, signed):
    city.at(datetime(2026, 9, 1, 9, 0, tzinfo=clock.SHANGHAI))
    pay(city, signed, "100000.00")
    assert books(signed)[2026][2] == Decimal("100000.00")
    approve(city, ahead)
    pay(city, signed, "50000.00")
    assert [row[2] for row in books(signed).values()] == [Decimal("100000.00"), Decimal("50000.00")]
    drawn = PaymentEntry.objects.filter(contract=signed, paid__gt=0).order_by("entered_at")
    assert [entry.commitment.year for entry in drawn] == [2026, 2027]
    assert years.drawn_on(signed, date(2027, 1, 8)).year == 2027


def test_a5_4_nothing_is_paid_from_a_year_whose_budget_is_not_approved(city, ahead, signed):
    payment = demo.agreed(city.hand, asked(city, signed, "100000.00", "signed"))
    city.at(datetime(2027, 1, 5, 9, 0, tzinfo=clock.SHANGHAI))
    transfer = {"paid_on": date(2027, 1, 5), "transfer_no": "ZF-1"}
    assert city.refused(payment, "disburse", TREASURER, **transfer) == {"A5.1"}
    entry = {
        "contract": signed, "payment": payment, "plan_row": payment.plan_row, "event_id": signed.pk,
        "fund_year": FundYear.objects.get(contract=signed, year=2027), "paid": Decimal("1.00"),
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="not approved"), transaction.atomic():
        PaymentEntry.objects.create(**entry)


def test_a5_4_what_a_year_leaves_open_is_reserved_on_the_line_of_the_next_years_share(city, ahead, signed):
    pay(city, signed, "100000.00")
    approve(city, ahead)
    other = procurement.budget_line(city.hand, code="other", year=2027)
    commitment = signed.commitment
    given = {"commitment": commitment, "approval_number": "长财预〔2027〕2号"}
    assert city.refused(city.line, "reserve", REVIEWER, target=other, **given) == {"A5.4"}
    city.hand.do(city.line, "reserve", city.actor(REVIEWER), target=city.fresh(ahead), **given)
    rest, paid = sum(GRANTED.values()) - 100000, Decimal("100000.00")
    assert books(signed) == {2026: (paid, paid, paid), 2027: (rest, Decimal("400000.00"), 0)}
    contract = city.fresh(signed)
    assert contract.commitment.year == 2027
    assert dict(contract.fund_years.values_list("year", "amount")) == {2026: paid, 2027: Decimal("400000.00")}


def test_b8_8_a_termination_frees_what_each_year_still_binds(city, signed):
    pay(city, signed, "100000.00")
    given = {"ground": "force_majeure", "reason": "不可抗力。"}
    execute(city.fresh(signed), "terminate", city.actor("mzj.lingdao"), **given)
    assert [row[1] for row in books(signed).values()] == [Decimal("100000.00"), 0]


def test_a5_4_a_supplement_draws_on_the_year_in_which_it_is_agreed(city, signed):
    assert years.drawn_on(signed, date(2026, 12, 31)).year == 2026
    assert years.drawn_on(signed, date(2029, 1, 1)).year == 2027, "the last year bears what comes after it"


def test_no_contract_binds_more_in_a_year_than_was_granted_for_it(city, signed):
    later = Commitment.objects.get(project=signed.project, year=2027)
    with pytest.raises(IntegrityError, match="commitment_contracted"), transaction.atomic():
        ContractEntry.objects.create(
            contract=signed, commitment=later, kind="concluded", amount=later.free + 1, event_id=signed.pk
        )
