import pytest

from tests.procurement.world import City, build_city


@pytest.fixture
def city(db) -> City:
    return build_city()
