"""The world of the matrix, in a database of this folder's own, planted with canaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from tests import testbed
from tests.security.matrix import planting, world
from tests.security.matrix.probe import Answer, Person
from tests.security.matrix.table import COLUMNS


@dataclass
class Ground:
    """What every probe needs."""

    world: world.World
    people: dict[str, Person]
    planted: dict[bytes, str]
    shown: dict[str, set[str]] = field(default_factory=dict)
    """Label → who was shown it in this run."""

    def note(self, answer: Answer, column: str) -> None:
        for token in planting.found_in(answer.everything) & self.planted.keys():
            self.shown.setdefault(self.planted[token], set()).add(column)


@pytest.fixture(scope="package")
def ground(request: Any, django_db_setup: Any, django_db_blocker: Any) -> Iterator[Ground]:
    bed = django_db_setup
    with django_db_blocker.unblock():
        name = testbed.clone(bed.template)
        testbed.use(name)

        with transaction.atomic():
            built = world.build()

        planted = planting.plant(world.owners(built))

        usernames = COLUMNS | {"chair": built.chair, "seated": built.seated, "unseated": built.unseated}
        asking = {column: Person(username) for column, username in usernames.items()}
    made = Ground(built, asking, planted)
    yield made
    if request.config.getoption("suggest_rows"):
        print("\n".join(planting.suggestion(made.shown)))
    with django_db_blocker.unblock():
        testbed.use(bed.name)
        testbed.drop(name)
