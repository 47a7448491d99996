import pytest

from accounts import demo as people
from tests.procurement.world import TODAY
from workflow import clock


@pytest.fixture
def city(db):
    """Units and people, and a working day in spring 2026."""
    clock.set_legal_now(TODAY)
    people.build()
