"""The legal clock: pinned in tests, forward only in a demonstration, not movable in production."""

from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction

from core.actor import ANONYMOUS
from tests import testbed
from workflow import clock, forward
from workflow.models import Event
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db

SQL = Path(clock.__file__).parent / "sql" / "clock.sql"
DAY = datetime(2025, 3, 3, 9, tzinfo=clock.SHANGHAI)


def test_a_test_pins_it_and_a_step_forward_keeps_both_times(legal_time):
    legal_time(DAY)
    assert clock.legal_now() == DAY
    forward.forward(ANONYMOUS, DAY + timedelta(days=20))
    assert clock.legal_now() == DAY + timedelta(days=20)
    event = Event.objects.get(subject_id=forward.CLOCK)
    assert event.content["data"]["before"].startswith("2025-03-03")
    assert event.legal_at == DAY + timedelta(days=20) and event.recorded_at != event.legal_at


def test_it_never_goes_back(legal_time):
    legal_time(DAY)
    with pytest.raises(Refused):
        forward.forward(ANONYMOUS, DAY - timedelta(seconds=1))
    with pytest.raises(DatabaseError, match="forward only"), transaction.atomic():
        clock.advance_to(DAY - timedelta(days=1))


def test_the_application_cannot_write_the_offset():
    statement = "UPDATE legal_clock SET ahead = interval '1 year'"
    with pytest.raises(DatabaseError, match="permission denied"), connections["default"].cursor() as cursor:
        cursor.execute(statement)


def test_a_session_cannot_pretend_to_be_another_kind_of_database():
    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL portal.kind = 'production'")
        cursor.execute("SELECT portal_kind()")
        assert cursor.fetchone() == ("test",)


@pytest.fixture
def production():
    """A database that was created as neither demonstration nor test, with nothing but the clock in it."""
    with testbed.production(SQL.read_text(encoding="utf-8")) as connection:
        yield connection


@pytest.mark.parametrize("call", ["legal_clock_advance(now() + interval '1 day')", "legal_clock_set(now())"])
def test_production_has_no_offset_and_nothing_to_move(production, call):
    assert production.execute("SELECT to_regclass('public.legal_clock')").fetchone() == (None,)
    assert production.execute("SELECT legal_now() - clock_timestamp() < interval '1 second'").fetchone() == (
        True,
    )
    with pytest.raises(psycopg.DatabaseError, match=r"production|only the clock of a test"):
        production.execute(f"SELECT {call}")
