"""The whole demonstration city as a template: every stage of every project, for tests that want it all.

    city_database = city.database()  # in the folder's conftest.py: its tests work in a clone, on `city.TODAY`

Playing it takes a minute or two; that is done once for each state of the code, and cloned ever after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connections

from portal.demo import city
from tests import testbed
from workflow.clock import SHANGHAI, set_legal_now

TODAY = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)
"""The city of the tests always stands on the day for which its stories were written."""
MADE_FROM = (
    *testbed.MADE_FROM,
    "*/lifecycle*/**/*.py",
    "*/lifecycle.py",
    "*/models/**/*.py",
    "*/models.py",
    "*/effects/**/*.py",
    "*/effects.py",
    "*/rules/**/*.py",
    "*/notices*/**/*.py",
    "*/notices.py",
    "workflow/*.py",
    "tests/city.py",
)


def template(source: str) -> str:
    """The name of the database to clone; `source` is the plain template."""
    return testbed.filled("city", source, play, MADE_FROM)


def play() -> None:
    """From the first day to `TODAY`."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT legal_clock_start(%s)", [city.BEGINS])
    city.build(0, TODAY)


def database() -> Any:
    """A fixture for a whole folder, as `tests.prebuilt.prebuilt` gives one."""

    @pytest.fixture(scope="package", autouse=True)
    def city_database(
        django_db_setup: Any, django_db_blocker: Any, releases_are_valid: None
    ) -> Iterator[None]:
        bed = django_db_setup
        with django_db_blocker.unblock():
            full = template(bed.template)
            name = testbed.clone(full)
            testbed.use(name)
            testbed.copy_files(full)
            set_legal_now(TODAY)
        yield
        with django_db_blocker.unblock():
            testbed.use(bed.name)
            testbed.drop(name)
            testbed.copy_files(bed.template)

    return city_database
