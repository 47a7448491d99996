import pytest

from tests.prebuilt import prebuilt
from tests.procurement.world import Hand, build_people

city_database = prebuilt(build_people)


@pytest.fixture
def hand(db) -> Hand:
    return Hand()
