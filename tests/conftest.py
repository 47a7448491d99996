"""What all tests share: their database and their clock."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from tools.messages.catalogue import compile_all
from tools.paths import ROOT

from core.stack import roomy
from disclosure import ocds
from tests import testbed
from tests.ocds import problems
from workflow import clock

pytest_plugins = ["tests.law.plugin"]

FIRST = (
    "tests/security/matrix/test_barriers.py",  # before a browser is started in the same process
    "tests/e2e/test_deputies.py",  # before a life that moves the same portal's clock by years
    "tests/e2e/test_shell.py",
    "tests/e2e/test_life.py",
    "tests/demo/test_promises.py",
    "tests/walks/test_bad_input.py",
    "tests/walks",
    "tests/security",
    "tests/law",
    "tests/sourcing",
)
"""What takes longest begins first, so that no process waits at the end for the other's long walk; one plays the city
while the other walks."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--suggest-rows", action="store_true", help="print rows for routes that the matrix lacks"
    )


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and compile_all(ROOT):
        translation_file_changed(None, Path("django.mo"))  # what was read before is forgotten


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """pytest's own, in a roomy place: below it the calls go deep, and a test's time with them."""
    runner = item.config.pluginmanager.getplugin("runner")
    return roomy(runner.pytest_runtest_protocol)(item, nextitem)


def pytest_collection_finish() -> None:
    """What has been imported stays: it needn't be looked through again whenever something is thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place(item.nodeid))


def _place(name: str) -> int:
    return next((place for place, prefix in enumerate(FIRST) if name.startswith(prefix)), len(FIRST))


@dataclass
class Bed:
    """The database of this process, and the template it was cloned from."""

    template: str
    name: str = ""

    def renew(self, *_: Any, **__: Any) -> None:
        """Leave the present database behind and go on in a new clone."""
        old, self.name = self.name, testbed.clone(self.template)
        testbed.use(self.name)
        if old:
            testbed.drop(old)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[Bed]:
    """Takes the place of pytest-django's: clones the template instead of migrating.

    Django empties all tables after a test that commits; that is replaced by a new clone too.
    """
    with django_db_blocker.unblock():
        bed = Bed(testbed.template(anew=request.config.getoption("create_db")))
        testbed.copy_files(bed.template)
        bed.renew()
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", bed.renew)
    yield bed
    patch.undo()
    with django_db_blocker.unblock():
        connections.close_all()
        testbed.drop(bed.name)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def language_of_before() -> Iterator[None]:
    """A page that a test asked for in English leaves no English behind."""
    before = translation.get_language()
    yield
    translation.activate(before) if before else translation.deactivate_all()


@pytest.fixture(scope="session", autouse=True)
def releases_are_valid() -> Iterator[None]:
    """Whatever a test publishes: its release must be one that the standard knows."""
    real = ocds.build_release

    def checked(*args: Any) -> Any:
        release = real(*args)
        if release is not None:
            found = problems(ocds.package([release], "https://portal.example/", clock.legal_now()))
            assert not found, found
        return release

    patch = pytest.MonkeyPatch()
    patch.setattr(ocds, "build_release", checked)
    yield
    patch.undo()


@pytest.fixture
def fresh_database(transactional_db: None, django_db_setup: Bed) -> Bed:
    """For tests that commit: races, several roles at once, other processes. Nothing they do outlives them."""
    return django_db_setup


@pytest.fixture
def legal_time(db: None) -> Callable[[datetime], None]:
    """`legal_time(moment)` pins the legal clock until the end of the test."""
    return clock.set_legal_now
