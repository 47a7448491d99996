"""The world of the matrix as a template: played and planted once for each state of the code, cloned ever after."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from accounts.telling import post
from tests import testbed
from tests.security.matrix import amounts, planting, world
from tests.security.matrix.probe import Person
from tests.security.matrix.table import COLUMNS
from workflow import outbox

MADE_FROM = (
    *testbed.MADE_FROM,
    *(f"{app}/**/*.py" for app in (*sorted(planting.PLANTED_APPS), "accounts", "core")),
    "disclosure/**/*.py",
    "rulebook/**/*.py",
    "templates/**/*.html",
    "tests/contracts/world.py",
    "tests/evaluation/world.py",
    *(
        f"tests/security/matrix/{name}.py"
        for name in ("amounts", "catalogue", "ground", "letters", "office", "planting", "world")
    ),
)
"""Whatever acts are made of."""
KEPT = 3
FILE = "world.json"
RULES = planting.allowed()
SISTERS = {"jycz": "ngcz"}
"""Units without a column, and the unit with one that reads the same, but for what is its own."""


@dataclass
class Ground:
    """What every probe needs."""

    world: world.World
    people: dict[str, Person]
    planted: dict[bytes, str]
    """Word → label."""
    amounts: dict[str, list[str]]
    """Figure → labels."""
    spelt: dict[str, str]
    """Figure in capital numerals → in digits."""
    originals: dict[str, list[str]]
    """What stood in a field before it was planted → labels."""
    shown: dict[str, set[str]] = field(default_factory=dict)
    """Label → who was shown it in this run."""
    tally: Counter[str] = field(default_factory=Counter)
    """For the figures."""

    def column_of(self, username: str) -> str:
        """Which column this account stands in: its own, or a colleague's of the same unit; none, if there is none."""
        names = {person.user.username: column for column, person in self.people.items() if person.user}
        stem = username.partition(".")[0]
        if stem == "zjk":
            return names.get(username, "seated" if username in self.world.experts else "unseated")
        colleague = next((c for name, c in names.items() if name.startswith(f"{stem}.")), "")
        return names.get(username) or colleague

    def seen_in(self, content: bytes) -> Iterator[list[str]]:
        """Of every canary in there the labels; whoever may see one of them may see it."""
        for token in planting.found_in(content) & self.planted.keys():
            yield [self.planted[token]]
        for figure in amounts.found_in(content, self.amounts, self.spelt):
            yield self.amounts[figure]

    def may_see(self, labels: list[str], username: str) -> bool:
        """Whether this account may be told what is labelled so: by its column, as its own, or as everybody."""
        column, stem = self.column_of(username), username.partition(".")[0]
        if (sister := SISTERS.get(stem)) and not any(label.endswith(f"@{sister}") for label in labels):
            column = next(name for name, account in COLUMNS.items() if account.startswith(f"{sister}."))
        rules = [planting.rule_for(label, RULES) for label in labels]
        own = any(label.endswith(f"@{stem}") for label in labels)
        return own or any(column in rule or rule == COLUMNS.keys() for rule in rules)

    def leaks(self, content: bytes, column: str) -> set[str]:
        """What this person was shown and may never be."""
        found = set()
        for labels in self.seen_in(content):
            self.shown.setdefault(" ".join(labels), set()).add(column)
            if not any(column in planting.rule_for(label, RULES) for label in labels):
                found.add(" ".join(labels))
        return found


def template(source: str) -> str:
    """The name of the database to clone; `source` is the plain template."""
    return testbed.filled("matrix", source, _fill, MADE_FROM, kind="test", kept=KEPT)


def _fill() -> None:
    with transaction.atomic():
        built = world.build()
    while outbox.sweep(kinds=post.ALL):
        pass  # so many at a time, and this world is told more than that
    owners = world.owners(built)
    figures = amounts.labels(owners, [(price, "sealed.price") for price in world.SEALED.values()])
    originals = planting.originals(owners)
    planted = planting.plant(owners) | planting.plant_files(owners)
    with transaction.atomic():
        planted |= planting.plant_papers(world.papers(built), owners)
    kept = {
        "world": vars(built) | {"samples": {name: _named(s) for name, s in built.samples.items()}},
        "planted": {token.decode(): label for token, label in planted.items()},
        "amounts": figures,
        "originals": originals,
    }
    path = Path(settings.MEDIA_ROOT) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, default=str), encoding="utf-8")


def standing(name: str) -> Ground:
    """What stands in a clone of that template, with everybody signed in."""
    kept = json.loads((testbed.files_of(name) / FILE).read_text(encoding="utf-8"))
    found = world.World(**kept["world"])
    found.samples = {name: _found(s) for name, s in found.samples.items()}
    found.moments = {name: datetime.fromisoformat(moment) for name, moment in found.moments.items()}
    chosen = {"chair": found.chair, "seated": found.seated, "unseated": found.unseated}
    people = {column: Person(username) for column, username in (COLUMNS | chosen).items()}
    planted = {token.encode(): label for token, label in kept["planted"].items()}
    figures = kept["amounts"]
    return Ground(found, people, planted, figures, amounts.spelt(figures), kept["originals"])


def _named(sample: Any) -> Any:
    return [sample._meta.label_lower, str(sample.pk)] if isinstance(sample, models.Model) else sample


def _found(sample: Any) -> Any:
    return apps.get_model(sample[0])._base_manager.get(pk=sample[1]) if isinstance(sample, list) else sample
