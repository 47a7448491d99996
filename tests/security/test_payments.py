"""Payments stay within the contract, within verified progress plus the advance, and contracts within the commitment.

The same proof as for budget lines (`test_money.py`), one floor down: writers race at every isolation level while a
reader looks on. Seen to fail: without the CHECK and without the counter (the last test here).
At commit size; `--nightly` runs 32 writers, 20 times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, connections, transaction
from psycopg import IsolationLevel

from contracts import demo
from contracts.models import Contract, Payment, PaymentEntry
from procurement.models import Commitment
from tests import testbed
from tests.contracts import world
from tests.contracts.world import World
from tests.security.money import race
from tests.security.money.attempts import refused
from tests.security.money.books import STEP, Book, faults
from tests.security.test_money import all_at_once
from tests.testbed import environment
from workflow.engine import execute

if TYPE_CHECKING:
    from tests.conftest import Bed

LEVELS = [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE]
AMOUNT = Decimal("1000.00")
BEST = AMOUNT // STEP * STEP

committed_for_real = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

PAYMENTS = Book(
    name="payments within verified progress plus the advance",
    parent="contracts_contract",
    part="agreed",
    whole="progress",
    entry=(
        "INSERT INTO contracts_paymententry "
        "(id, contract_id, commitment_id, payment_id, plan_row_id, fund_year_id, agreed, paid, event_id) "
        "SELECT %(id)s, p.contract_id, c.commitment_id, p.id, p.plan_row_id, f.id, %(amount)s, 0, %(event)s "
        "FROM contracts_payment p JOIN contracts_fundyear f ON f.contract_id = p.contract_id "
        "JOIN contracts_contract c ON c.id = p.contract_id "
        "WHERE p.contract_id = %(key)s"
    ),
    limit=(
        "INSERT INTO contracts_progressentry (id, contract_id, milestone_id, report_id, points, event_id) "
        "SELECT %(id)s, m.contract_id, m.id, r.id, %(amount)s, %(event)s FROM contracts_milestone m "
        "JOIN contracts_progressreport r ON r.contract_id = m.contract_id WHERE m.contract_id = %(key)s"
    ),
    sums=(
        "SELECT c.id, c.agreed, coalesce((SELECT sum(e.agreed) FROM contracts_paymententry e "
        "WHERE e.contract_id = c.id), 0), c.amount * (c.progress + c.advance_share) / 100, "
        "c.amount * (coalesce((SELECT sum(e.points) FROM contracts_progressentry e "
        "WHERE e.contract_id = c.id), 0) + c.advance_share) / 100 FROM contracts_contract c"
    ),
)
CONTRACTS = Book(
    name="contracts within the commitment",
    parent="procurement_commitment",
    part="contracted",
    whole="amount",
    entry=(
        "INSERT INTO contracts_contractentry (id, contract_id, commitment_id, kind, amount, supplement, event_id) "
        "SELECT %(id)s, c.id, c.commitment_id, 'release', %(amount)s, 0, %(event)s FROM contracts_contract c "
        "WHERE c.commitment_id = %(key)s"
    ),
    limit=(
        "INSERT INTO procurement_commitmententry (id, commitment_id, amount, event_id, kind, note) "
        "VALUES (%(id)s, %(key)s, %(amount)s, %(event)s, 'release', '')"
    ),
    sums=(
        "SELECT c.id, c.contracted, coalesce((SELECT sum(e.amount) FROM contracts_contractentry e "
        "WHERE e.commitment_id = c.id), 0), c.amount, coalesce((SELECT sum(e.amount) "
        "FROM procurement_commitmententry e WHERE e.commitment_id = c.id), 0) FROM procurement_commitment c"
    ),
)


@dataclass
class Books:
    """Two contracts of 1,000.00, all of it verified, no advance, a request for payment under each."""

    city: World
    contracts: list[Contract]


def plain(**changes: object) -> dict[str, object]:
    """Terms with one milestone and one row of the plan."""
    return {
        "advance_share": 0,
        "milestones": [{"title": "全部", "standard": "", "due_on": "2026-12-31", "weight": 100}],
        "plan": [{"title": "进度款", "share": 100, "condition": "progress"}],
        **changes,
    }


@pytest.fixture(scope="module")
def prepared(django_db_setup: Bed, django_db_blocker: Any) -> Iterator[World]:
    """The books, made once: for the tests of this module every new database is a clone of theirs."""
    bed, base = django_db_setup, django_db_setup.template
    with django_db_blocker.unblock():
        bed.template = testbed.clone(base)
        testbed.use(bed.template)
        with transaction.atomic():
            city = made()
        connections.close_all()
        bed.renew()
        yield city
        source, bed.template = bed.template, base
        bed.renew()
        testbed.drop(source)


@pytest.fixture
def books(prepared: World, fresh_database: Bed) -> Books:
    return Books(prepared, list(Contract.objects.order_by("number")))


def made() -> World:
    cheap = {"cost_rows": [{"name": "x", "quantity": 1, "unit": "x", "unit_price": AMOUNT}]}
    city = world.build(**cheap)
    awards = [city.award, world.further_award(city, "chunhui", **cheap)]
    contracts = [demo.filed(city.hand, demo.concluded(city.hand, award, **plain())) for award in awards]
    city.at(world.SIGNING + timedelta(days=30))
    for contract in contracts:
        demo.progress(city.hand, contract, 100)
        demo.ledgers(city.hand, contract)
        demo.requested(city.hand, city.fresh(contract), contract.plan_rows.get(), STEP)
    return city


def prove(book: Book, keys: list, best: Decimal, level: IsolationLevel, *, threads: int, tries: int) -> None:
    address = environment()["DATABASE_URL"]
    tally = race.run(book, keys, address, level, threads, tries)
    assert tally["faults"] == 0
    assert tally["looks"] > 0
    assert tally["written"] > 0
    race.fill(book, keys, address)
    with psycopg.connect(address, autocommit=True) as reader:
        assert faults(reader, book) == []
        rows = reader.execute(f"SELECT {book.part} FROM {book.parent}").fetchall()
    assert {row[0] for row in rows} == {best}, "refused without need"


@committed_for_real
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_a7_8_payments_stay_within_progress_however_writers_race(books, level):
    prove(PAYMENTS, [c.pk for c in books.contracts], BEST, level, threads=6, tries=30)


@committed_for_real
def test_a7_8_payments_stay_within_progress_however_little_is_verified(books):
    """Half of it, so that the amount of the contract is not what holds."""
    contract, common = books.contracts[0], {"event": uuid4()}
    with connection.cursor() as cursor:
        cursor.execute(PAYMENTS.limit, {**common, "id": uuid4(), "key": contract.pk, "amount": -50})
        entry = {**common, "key": contract.pk}
        cursor.execute(PAYMENTS.entry, {**entry, "id": uuid4(), "amount": AMOUNT / 2})
        with pytest.raises(IntegrityError, match="contract_agreed_within_progress"):
            cursor.execute(PAYMENTS.entry, {**entry, "id": uuid4(), "amount": STEP})


@committed_for_real
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_a5_4_contracts_stay_within_the_commitment_however_writers_race(books, level):
    free_the_commitments(books)
    keys = list(Commitment.objects.values_list("pk", flat=True))
    prove(CONTRACTS, keys, BEST, level, threads=6, tries=30)


def free_the_commitments(books: Books) -> None:
    """As if nothing had been bound yet."""
    for contract in books.contracts:
        contract.entries.model.objects.create(
            contract=contract,
            commitment=contract.commitment,
            kind="release",
            amount=-AMOUNT,
            event_id=contract.pk,
        )


@pytest.mark.nightly
@committed_for_real
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
@pytest.mark.parametrize("run", range(20))
def test_payments_stay_within_progress_at_full_size(books, level, run):
    prove(PAYMENTS, [c.pk for c in books.contracts], BEST, level, threads=32, tries=40)


def waiting(city: World, contract: Contract, number: int, amount: Decimal) -> list[Payment]:
    """Requests that wait for finance."""
    row = contract.plan_rows.get()
    made = [demo.requested(city.hand, city.fresh(contract), row, amount) for _ in range(number)]
    return [demo.approved(city.hand, payment) for payment in made]


@committed_for_real
def test_of_agreements_that_race_only_those_are_done_that_progress_can_bear(books):
    contract = books.contracts[0]
    payments = waiting(books.city, contract, 5, Decimal("190.00"))
    report = contract.reports.get()
    with transaction.atomic():  # a correction: 40% are left, enough for two of five
        contract.progress_entries.model.objects.create(
            contract=contract,
            milestone=contract.milestones.get(),
            report=report,
            points=-60,
            event_id=report.pk,
        )
    reviewer = books.city.actor("czj.shenhe")
    answers = all_at_once(lambda p: execute(p, "agree", reviewer), payments)
    assert answers == ["Refused ['A7.8']"] * 3 + ["done"] * 2
    assert books.city.fresh(contract).agreed == Decimal("380.00")


@committed_for_real
def test_the_same_transfer_sent_again_and_again_is_paid_once(books):
    [payment] = waiting(books.city, books.contracts[0], 1, Decimal("190.00"))
    execute(payment, "agree", books.city.actor("czj.shenhe"))
    data = {"paid_on": (world.SIGNING + timedelta(days=30)).date().isoformat(), "transfer_no": "1"}
    treasurer = books.city.actor("czj.guoku")
    answers = all_at_once(
        lambda _n: execute(payment, "disburse", treasurer, dict(data), key="once"), range(6)
    )
    assert answers == ["done"] * 6
    assert PaymentEntry.objects.filter(payment=payment, paid__gt=0).count() == 1
    assert books.city.fresh(books.contracts[0]).paid == Decimal("190.00")


@committed_for_real
def test_a_transfer_and_its_return_that_race_do_one_of_the_two(books):
    [payment] = waiting(books.city, books.contracts[0], 1, Decimal("190.00"))
    execute(payment, "agree", books.city.actor("czj.shenhe"))
    treasurer = books.city.actor("czj.guoku")
    day = (world.SIGNING + timedelta(days=30)).date()
    acts = [
        lambda: execute(payment, "disburse", treasurer, paid_on=day, transfer_no="1"),
        lambda: execute(payment, "reverse", treasurer, reason="账户有误"),
    ]
    answers = all_at_once(lambda act: act(), acts)
    assert answers[-1] == "done" and answers[0].startswith("Refused")
    contract = books.city.fresh(books.contracts[0])
    assert contract.paid in {Decimal("190.00"), Decimal(0)} and contract.agreed == contract.paid


ENTRY = (
    "INSERT INTO contracts_paymententry "
    "(id, contract_id, payment_id, plan_row_id, fund_year_id, agreed, paid, event_id) "
    "SELECT gen_random_uuid(), p.contract_id, p.id, p.plan_row_id, f.id, {}, gen_random_uuid() "
    "FROM contracts_payment p JOIN contracts_fundyear f ON f.contract_id = p.contract_id"
)
FORBIDDEN = [
    *(ENTRY.format(f"'{amount}'::numeric, 0") for amount in ("NaN", "0", "1e30", "-1000000000", "Infinity")),
    ENTRY.format("0, 1"),
    ENTRY.format("0, -1"),
    ENTRY.format("1000.01, 0"),
    "UPDATE contracts_contract SET paid = 0.01",
    "UPDATE contracts_contract SET agreed = 0.01",
    "UPDATE contracts_contract SET progress = 99",
    "UPDATE contracts_contract SET supplemented = 1",
    "UPDATE contracts_contract SET amount = 999999",
    "UPDATE contracts_contract SET amount = 'NaN'",
    "UPDATE contracts_contract SET advance_share = 100",
    "UPDATE contracts_contract SET payee_account = '1'",
    "UPDATE contracts_contract SET state = 'accepted'",
    "UPDATE contracts_milestone SET verified = 0",
    "UPDATE contracts_milestone SET weight = 1",
    "UPDATE contracts_planrow SET amount = 999999",
    "UPDATE contracts_planrow SET agreed = 1",
    "DELETE FROM contracts_planrow",
    "UPDATE contracts_fundyear SET agreed = 1",
    "UPDATE contracts_payment SET state = 'paid'",
    "UPDATE contracts_payment SET amount = 'NaN'",
    "DELETE FROM contracts_payment",
    "DELETE FROM contracts_contract",
    "UPDATE contracts_paymententry SET agreed = 1",
    "DELETE FROM contracts_paymententry",
    "UPDATE contracts_progressentry SET points = 1",
    "DELETE FROM contracts_progressentry",
    "UPDATE contracts_contractentry SET amount = 1",
    "DELETE FROM contracts_contractentry",
    "DELETE FROM contracts_serviceledger",
]


@committed_for_real
def test_totals_move_by_entries_alone_and_what_was_signed_stays(books):
    execute(*agreed_once(books))
    before = list(Contract.objects.order_by("pk").values())
    passed = [statement for statement in FORBIDDEN if not refused(statement)]
    assert not passed
    assert list(Contract.objects.order_by("pk").values()) == before


def agreed_once(books: Books) -> tuple:
    [payment] = waiting(books.city, books.contracts[0], 1, STEP)
    return payment, "agree", books.city.actor("czj.shenhe")


@committed_for_real
@pytest.mark.parametrize(
    "sabotage",
    [
        "ALTER TABLE contracts_contract DROP CONSTRAINT contract_agreed_within_progress",
        "ALTER TABLE contracts_paymententry DISABLE TRIGGER USER",
    ],
    ids=["without the CHECK", "without the counter"],
)
def test_the_proof_notices_a_broken_database(books, sabotage):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sabotage)
    with pytest.raises(AssertionError):
        prove_once(books)


def prove_once(books: Books) -> None:
    """The race alone: filling up would never end without a limit."""
    address, keys = environment()["DATABASE_URL"], [c.pk for c in books.contracts]
    tally = race.run(PAYMENTS, keys, address, IsolationLevel.READ_COMMITTED, 6, 150)
    assert tally["faults"] == 0
