"""The world of the matrix, in a database of this folder's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests import figures, testbed
from tests.security.matrix import planting
from tests.security.matrix.ground import Ground, standing, template


@pytest.fixture(scope="package")
def ground(request: Any, django_db_setup: Any, django_db_blocker: Any) -> Iterator[Ground]:
    bed = django_db_setup
    with django_db_blocker.unblock():
        full = template(bed.template)
        name = testbed.clone(full)
        testbed.use(name)
        testbed.copy_files(full)
        made = standing(full)
    patch = pytest.MonkeyPatch()
    patch.setattr(
        "accounts.views.signing.accounts_to_show", list
    )  # a demonstration's: its page names everybody
    yield made
    patch.undo()
    figures.add("access matrix", **made.tally)
    if request.config.getoption("suggest_rows"):
        print("\n".join(planting.suggestion(made.shown)))
    with django_db_blocker.unblock():
        testbed.use(bed.name)
        testbed.drop(name)
        testbed.copy_files(bed.template)
