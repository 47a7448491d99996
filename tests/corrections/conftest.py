"""A contract half done and an accepted one whose result was told: built once, in a transaction that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from contracts import demo
from contracts.models import Acceptance, Contract
from tests.contracts import world
from tests.contracts.world import World


@pytest.fixture(scope="module")
def built(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """A contract half done, with an inspection that found something; another one, accepted and told."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.contract = demo.filed(made.hand, demo.concluded(made.hand, made.award))
        other = world.further_award(made, title="残疾人居家康复服务", provider="chunhui")
        accepted = demo.filed(made.hand, demo.concluded(made.hand, other))
        made.at(world.SIGNING.replace(month=9, day=1))
        demo.ledgers(made.hand, made.contract)
        demo.progress(made.hand, made.contract, 100, 0)
        made.at(world.SIGNING.replace(month=12, day=14))
        demo.ledgers(made.hand, accepted)
        demo.progress(made.hand, accepted, 100, 100)
        demo.accepted(made.hand, demo.delivered(made.hand, made.fresh(accepted)))
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def city(built: World, db: None) -> World:
    return built


@pytest.fixture
def contract(city: World) -> Contract:
    """Being performed."""
    return city.fresh(city.contract)


@pytest.fixture
def acceptance(city: World) -> Acceptance:
    """Concluded and published."""
    return Acceptance.objects.get(published_at__isnull=False)
