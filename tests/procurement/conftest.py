import pytest

from procurement.models import BudgetLine
from tests.prebuilt import prebuilt
from tests.procurement.world import City, Hand, build_city

city_database = prebuilt(build_city)


@pytest.fixture
def city(db) -> City:
    return City(Hand(), BudgetLine.objects.get())
