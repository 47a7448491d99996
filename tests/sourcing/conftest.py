import pytest

from tests.sourcing.world import World, build_world


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """The world of `tests.sourcing.world` in a database of its own for this module; each test is rolled back."""
    with django_db_blocker.unblock():
        django_db_setup.renew()
        world = build_world()
    yield world
    with django_db_blocker.unblock():
        django_db_setup.renew()


@pytest.fixture
def world(built_world, db) -> World:
    return built_world
