"""Whoever writes while a budget year is closed: what lapsed is what was free, and nothing comes after (A5.4).

Writers race with the closing at each isolation level. Seen to fail: where an entry doesn't ask whether the year of its
line is closed (`script/mutants`).
"""

from __future__ import annotations

import threading
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest
from django.db.models import F, Sum

from procurement import demo
from procurement.models import BudgetLine, YearClosing
from tests import figures
from tests.procurement.world import build_city
from tests.security.test_money import LEVELS, all_at_once, committed_for_real
from tests.testbed import environment
from workflow import clock
from workflow.engine import create, execute

AFTER = datetime(2026, 12, 28, 10, 0, tzinfo=clock.SHANGHAI)
WRITERS, TRIES = 4, 300
ENTRY = (
    "INSERT INTO procurement_budgetentry (id, line_id, kind, amount, event_id, note) "
    "VALUES (%(id)s, %(line)s, %(kind)s, %(amount)s, %(event)s, '')"
)


@pytest.fixture
def city(fresh_database):
    return build_city(amount=Decimal("100000.00"))


@pytest.fixture
def closing(city):
    given = {"year": 2026, "payments_until": date(2026, 12, 20)}
    found = create(YearClosing, "open", city.actor("czj.shenhe"), given).subject
    clock.set_legal_now(AFTER)
    return found


def write(
    address: str, level: psycopg.IsolationLevel, line, answers: list[str], begun: threading.Event
) -> None:
    """Increase and cut by turns, until the year is closed."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.isolation_level = level
        for number in range(TRIES):
            kind, amount = ("increase", 5) if number % 3 else ("cut", -7)
            values = {"id": uuid4(), "line": line.pk, "kind": kind, "amount": amount, "event": uuid4()}
            try:
                connection.execute(ENTRY, values)
                answers.append("written")
            except psycopg.errors.CheckViolation:
                answers.append("closed")
                return
            except psycopg.errors.SerializationFailure:
                answers.append("again")
            begun.set()


def free_of(year: int) -> Decimal:
    return BudgetLine.objects.filter(year=year).aggregate(free=Sum(F("amount") - F("committed")))["free"]


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
@committed_for_real
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_nothing_is_entered_in_a_year_that_is_closed_meanwhile(city, closing, level):
    answers: list[str] = []
    begun = threading.Event()
    given = (environment()["DATABASE_URL"], level, city.line, answers, begun)
    threads = [threading.Thread(target=write, args=given) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    assert begun.wait(20)
    closed = execute(closing, "close", city.actor("czj.shenhe"), lapse_acknowledged=True).subject
    for thread in threads:
        thread.join()
    assert closed.lapsed == free_of(2026), "something came after the closing"
    assert answers.count("closed") == WRITERS
    assert answers.count("written") > 0
    figures.tell(f"races with a year's closing ({level.name.lower()})", f"{WRITERS} writers, 0 late entries")


@committed_for_real
def test_by_steps_a_late_increase_or_reservation_is_refused_by_name(city, closing):
    finance = city.actor("czj.shenhe")
    target = demo.budget_line(city.hand, year=2027, code="next", amount=Decimal("1.00"))

    def carry():
        given = {"amount": "50.00", "approval_number": "x", "reason": "结转使用"}
        execute(city.line, "carry_over", finance, target=target, **given)

    def increase():
        execute(city.line, "increase", finance, amount="5.00", approval_number="x")

    def close():
        execute(closing, "close", finance, lapse_acknowledged=True)

    answers = all_at_once(lambda act: act(), [carry, increase, close, carry, increase])
    assert set(answers) <= {"done", "Refused []"}
    closed = YearClosing.objects.get()
    assert closed.state == "closed"
    assert closed.lapsed == free_of(2026)
