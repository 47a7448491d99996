import pytest

from accounts.models import User
from procurement.models import BudgetLine
from tests.prebuilt import prebuilt
from tests.procurement.world import City, Hand, build_city

city_database = prebuilt(build_city)


@pytest.fixture
def city(db) -> City:
    return City(Hand(), BudgetLine.objects.get())


@pytest.fixture
def sign_in(client):
    """The browser of a person of the demonstration."""

    def as_person(name: str):
        client.force_login(User.objects.get(username=name))
        return client

    return as_person
