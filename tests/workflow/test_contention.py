"""Writers that meet: deadlocks are tried again, twins are told, defects are not hidden."""

import pytest
from django.db import IntegrityError, OperationalError
from psycopg import errors

from workflow import contention
from workflow.obstacles import Refusal, Refused


def failing(times: int, error: Exception, cause: Exception):
    tries = []

    def work() -> int:
        tries.append(1)
        if len(tries) <= times:
            raise error from cause
        return len(tries)

    return work


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cause", [errors.DeadlockDetected(), errors.SerializationFailure()], ids=repr)
def test_what_the_database_asks_to_try_again_is_tried_again(cause):
    assert contention.settled(failing(2, OperationalError(), cause)) == 3
    with pytest.raises(OperationalError):
        contention.settled(failing(3, OperationalError(), cause))


@pytest.mark.django_db(transaction=True)
def test_a_twin_is_told_that_another_was_faster():
    with pytest.raises(Refused) as refused:
        contention.settled(failing(1, IntegrityError(), errors.UniqueViolation()))
    assert refused.value.kind is Refusal.CONFLICT


@pytest.mark.django_db(transaction=True)
def test_defects_are_not_hidden():
    with pytest.raises(IntegrityError):
        contention.settled(failing(1, IntegrityError(), errors.CheckViolation()))
    with pytest.raises(OperationalError):
        contention.settled(failing(1, OperationalError(), errors.AdminShutdown()))


@pytest.mark.django_db
def test_inside_an_outer_transaction_nothing_is_tried_again():
    with pytest.raises(OperationalError):
        contention.settled(failing(1, OperationalError(), errors.DeadlockDetected()))
