"""Fixtures of the security tests."""

import pytest

from tests.sourcing.conftest import built_world, world

__all__ = ["built_world", "world"]


@pytest.fixture
def tender(world):
    """An open tender whose bidding has begun."""
    return world.published()
