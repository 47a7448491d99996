"""When several writers meet: what the database asks to be tried again is tried again; the slower twin is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection
from django.utils.translation import gettext_lazy as _
from psycopg import errors

from workflow.obstacles import Refusal, Refused

T = TypeVar("T")
TRIES = 3
AGAIN = (errors.DeadlockDetected, errors.SerializationFailure)


def settled(work: Callable[[], T]) -> T:
    """Run a whole transaction; again after a deadlock or a serialization failure, which leave nothing behind.

    A row that another writer put in place first (a number, a code) is a conflict, not a defect. Inside an outer
    transaction nothing can be tried again.
    """
    tries = 1 if connection.in_atomic_block else TRIES
    for number in range(1, tries + 1):
        try:
            return work()
        except OperationalError as error:
            if not isinstance(error.__cause__, AGAIN) or number == tries:
                raise
        except IntegrityError as error:
            if not isinstance(error.__cause__, errors.UniqueViolation):
                raise
            message = _(
                "Somebody else entered the same just before. Look at the present state and try again."
            )
            raise Refused(Refusal.CONFLICT, message=message) from error
    raise AssertionError("unreachable")
