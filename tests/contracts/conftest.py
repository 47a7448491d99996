from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts import demo
from contracts.models import Contract
from tests.contracts import world
from tests.contracts.world import World


@pytest.fixture
def city(legal_time: Callable[..., None]) -> World:
    """An announced award on the day of signing."""
    return world.build()


@pytest.fixture
def contract(city: World) -> Contract:
    """Signed by both, on file with finance."""
    return demo.filed(city.hand, demo.concluded(city.hand, city.award))


@pytest.fixture
def started(city: World, contract: Any) -> Contract:
    """A month into the term."""
    city.at(world.SIGNING.replace(month=6, day=15))
    return contract
