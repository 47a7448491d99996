"""One database for a module of walks: what the story builds up is taken back afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from rulebook import current


@pytest.fixture(scope="module")
def held(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Each test works on a savepoint of this transaction; in the end it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    current.forget()


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    """A patch for the whole module. Refusals are what is walked for, and not worth a line in the log."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger("django.request"), "disabled", True)
        yield patch
