import pytest

from procurement.models import BudgetLine
from tests.prebuilt import prebuilt
from tests.procurement.world import City, Hand, build_city
from tests.signoff.world import World

city_database = prebuilt(build_city)


@pytest.fixture
def world(db) -> World:
    return World(City(Hand(), BudgetLine.objects.get()))
