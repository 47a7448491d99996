import pytest

from tests.prebuilt import prebuilt
from tests.procurement.world import TODAY, build_people
from workflow import clock

city_database = prebuilt(build_people)


@pytest.fixture
def city(db):
    """Units and people, and a working day in spring 2026."""
    clock.set_legal_now(TODAY)
