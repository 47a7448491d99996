"""A database that a folder of tests finds filled: built once, and rolled back to after each test.

    city_database = prebuilt(build_city)  # in the folder's conftest.py

Building by acts takes a second or two; doing it for each test would make a folder of a hundred tests slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import testbed


def prebuilt(build: Callable[[], Any]) -> Any:
    """A fixture for a whole folder: its tests run in a clone of the template in which `build` has been called."""

    @pytest.fixture(scope="package", autouse=True)
    def database(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
        bed = django_db_setup
        with django_db_blocker.unblock():
            name = testbed.clone(bed.template)
            testbed.use(name)
            build()
        yield
        with django_db_blocker.unblock():
            testbed.use(bed.name)
            testbed.drop(name)

    return database
