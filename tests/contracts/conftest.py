"""Each module builds its city once, inside a transaction that is rolled back at its end; tests nest in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from contracts import demo
from contracts.models import Contract
from tests.contracts import world
from tests.contracts.world import World


@pytest.fixture(scope="module")
def built(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """An announced award without a contract, and another award's contract in force, on the day of signing."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        other = world.further_award(made, title="残疾人居家康复服务", provider="chunhui")
        made.contract = demo.filed(made.hand, demo.concluded(made.hand, other))
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def city(built: World, db: None) -> World:
    """That city, on the day of signing."""
    return built


@pytest.fixture
def contract(city: World) -> Contract:
    """Signed by both, published, on file with finance."""
    return city.fresh(city.contract)


@pytest.fixture
def running(city: World, contract: Contract) -> Contract:
    """Half a year on: ledgers handed in, half of the service verified."""
    city.at(world.SIGNING.replace(month=9, day=1))
    demo.ledgers(city.hand, contract)
    demo.progress(city.hand, contract, 100, 0)
    return city.fresh(contract)


@pytest.fixture
def delivered(city: World, contract: Contract) -> Contract:
    """Everything verified and delivered, at the end of the year."""
    city.at(world.SIGNING.replace(month=12, day=14))
    demo.ledgers(city.hand, contract)
    demo.progress(city.hand, contract, 100, 100)
    return demo.delivered(city.hand, city.fresh(contract))
