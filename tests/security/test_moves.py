"""However money moves between lines, no line is overspent and no fen is made or lost on the way (security §5).

Cuts, transfers, carry-overs and releases race with grants at each isolation level, in the size of a commit. Seen to
fail: without the CHECK, and where a transfer takes nothing from its source (`script/mutants`).
"""

from __future__ import annotations

from decimal import Decimal

import psycopg
import pytest

from contracts import demo as contracts
from contracts.models import ContractEntry
from procurement import demo
from procurement.models import BudgetLine, Commitment
from tests import figures
from tests.contracts import world
from tests.procurement.world import build_city
from tests.security.money import race
from tests.security.money.attempts import refused
from tests.security.money.books import STEP, faults
from tests.security.money.moves import MOVES, WHOLE, turn
from tests.security.test_money import LEVELS, RACERS, TRIES, all_at_once, committed_for_real
from tests.testbed import environment
from workflow.engine import execute

YEARS, LINES, AMOUNT = (2026, 2027), 3, Decimal("1000.00")
RUNS = 10


@pytest.fixture
def lines(fresh_database) -> list[BudgetLine]:
    """Three lines in each of two years, each with a commitment of 7.00."""
    city = build_city(amount=AMOUNT, code="first")
    made = [city.line]
    made += [
        demo.budget_line(city.hand, year=year, amount=AMOUNT, code=f"{year}-{number}")
        for year in YEARS
        for number in range(LINES)
        if (year, number) != (2026, 0)
    ]
    row = {"name": "x", "quantity": 1, "unit": "x", "unit_price": STEP}
    for line in made:
        demo.granted_project(city.hand, line, cost_rows=[row])
    return made


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
@committed_for_real
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_money_that_moves_is_never_spent_twice_however_writers_race(lines, level):
    address, keys = environment()["DATABASE_URL"], [line.pk for line in lines]
    for number in range(RUNS):
        tally = race.run(MOVES, keys, address, level, RACERS, TRIES, number * RACERS, turn)
        assert tally["faults"] == 0
        assert min(tally["looks"], tally["written"], tally["moved"]) > 0
        with psycopg.connect(address, autocommit=True) as reader:
            assert faults(reader, MOVES) == []
            whole, entered = reader.execute(WHOLE).fetchone()
        assert whole == entered, "made or lost on the way"
    figures.tell(f"races of moves ({level.name.lower()})", f"{RUNS} × {RACERS} writers, 0 overspent")


@committed_for_real
def test_transfers_to_and_fro_and_grants_at_once_leave_no_line_overspent(fresh_database):
    """By steps: what the database asks to be tried again is tried again, and the others are refused by name."""
    city = build_city(amount=Decimal("30.00"), code="a")
    other = demo.budget_line(city.hand, amount=Decimal("30.00"), code="b")
    row = {"name": "x", "quantity": 1, "unit": "x", "unit_price": Decimal("20.00")}
    projects = [demo.submitted_project(city.hand, line, cost_rows=[row]) for line in (city.line, other)]
    finance = city.actor("czj.shenhe")

    def grant(project):
        execute(project, "grant", finance, amount=Decimal("20.00"), decision_number="12")

    def transfer(source, target):
        given = {"amount": "20.00", "approval_number": "x", "reason": "调剂使用"}
        execute(source, "transfer", finance, target=target, **given)

    acts = [
        *(lambda p=project: grant(p) for project in projects),
        *(lambda s=s, t=t: transfer(s, t) for s, t in [(city.line, other), (other, city.line)] * 2),
    ]
    answers = all_at_once(lambda act: act(), acts)
    assert set(answers) <= {"done", "Refused ['A5.4']"}
    assert answers.count("done") >= 2
    rows = BudgetLine.objects.values_list("amount", "committed")
    assert sum(amount for amount, _committed in rows) == Decimal("60.00")
    assert all(0 <= committed <= amount for amount, committed in rows)


@committed_for_real
def test_a_release_and_a_supplement_that_race_never_leave_less_than_is_under_contract(fresh_database):
    """What was saved is given to one of the two: freed on the line, or bound by the contract."""
    city = world.build()
    contract = contracts.concluded(city.hand, city.award)
    commitment = Commitment.objects.get(contracts=contract)
    saved, finance = commitment.free, city.actor("czj.shenhe")
    assert saved > 0

    def release():
        given = {"commitment": commitment, "amount": saved, "reason": "采购节约"}
        execute(city.line, "release", finance, given)

    def bind():
        ContractEntry.objects.create(
            contract=contract,
            commitment=commitment,
            kind=ContractEntry.Kind.SUPPLEMENT,
            amount=saved,
            supplement=saved,
            event_id=contract.pk,
        )

    answers = all_at_once(lambda act: act(), [release, bind])
    assert answers.count("done") == 1
    found = Commitment.objects.get(pk=commitment.pk)
    assert found.contracted <= found.amount


MOVE = (
    "INSERT INTO procurement_budgetmove (id, source_id, target_id, kind, amount, event_id, note) "
    "SELECT gen_random_uuid(), s.id, t.id, '{}', {}, gen_random_uuid(), '' FROM procurement_budgetline s, "
    "procurement_budgetline t WHERE s.code = '{}' AND t.code = '{}'"
)
FORBIDDEN = [
    MOVE.format("transfer", "1", "a", "a"),
    MOVE.format("transfer", "1", "a", "next"),
    MOVE.format("carried", "1", "a", "b"),
    MOVE.format("carried", "1", "next", "a"),
    MOVE.format("transfer", "1", "a", "fund"),
    MOVE.format("given", "1", "a", "b"),
    *(MOVE.format("transfer", amount, "a", "b") for amount in ("-1", "0", "'NaN'", "'Infinity'", "1001")),
    "UPDATE procurement_budgetmove SET amount = 1",
    "DELETE FROM procurement_budgetmove",
    "TRUNCATE procurement_budgetmove",
]


@pytest.mark.django_db
def test_the_database_lets_money_go_only_where_it_may():
    city = build_city(amount=AMOUNT, code="a")
    for code, values in {"b": {}, "next": {"year": 2027}, "fund": {"source": "fund"}}.items():
        demo.budget_line(city.hand, code=code, amount=AMOUNT, **values)
    given = {"amount": "1.00", "approval_number": "x", "reason": "调剂使用"}
    target = BudgetLine.objects.get(code="b")
    execute(city.line, "transfer", city.actor("czj.shenhe"), target=target, **given)
    before = list(BudgetLine.objects.order_by("code").values())
    assert not refused(MOVE.format("transfer", "1", "a", "b")), "a statement that should pass"
    assert [statement for statement in FORBIDDEN if not refused(statement)] == []
    assert list(BudgetLine.objects.order_by("code").values()) == before
