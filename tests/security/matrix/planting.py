"""Canaries: a word of its own at the head of every text in every row that isn't public: a leak names its source.

A canary's *label* is `<app>.<model>.<field>` and, behind `@`, whose it is: the project that the row belongs to, or
the unit, where that isn't the main project's. `canaries.csv` says who may ever be shown what.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models

from accounts.models import Organisation, User
from procurement.models import Project
from tests.security.matrix.table import COLUMNS

TOKEN = re.compile(rb"ZQ\d{5}")
PLANTED_APPS = {"procurement", "providers", "sourcing", "contracts", "evaluation", "documents", "workflow"}
PUBLIC = {
    "workflow.legalrule",
    "workflow.chainhead",
    "workflow.outboxrow",
    "workflow.event",
    "workflow.idempotencykey",
}
"""Kinds of rows that anybody may read, or that no page reads."""
NOT_TEXT = re.compile(
    r"(^|_)(digest|number|no|code|url|token|seed|rule|step|kind|type|seat|state|condition|username|password|row)$"
    r"|^(html|body|unit|jurisdiction|category|role|error|label|secret_hash|wrapped|theme|fault|version)$"
)
"""Fields by whose value rows are found, compared or drawn."""
FILE = Path(__file__).parent / "canaries.csv"
_numbers = count(1)


def plant(owners: dict[Any, str]) -> dict[bytes, str]:
    """Token → label. `owners`: what to write behind `@`, by project and organisation."""
    planted: dict[bytes, str] = {}
    with connections["owner"].cursor() as cursor:
        for model, fields in chosen():
            table = model._meta.db_table
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            for row in model._base_manager.all():
                for name in fields:
                    if text := getattr(row, name):
                        token = f"ZQ{next(_numbers):05d}"
                        planted[token.encode()] = label_of(row, name, owners)
                        longest = model._meta.get_field(name).max_length
                        cursor.execute(
                            f'UPDATE "{table}" SET "{name}" = %s WHERE id = %s',
                            [f"{token}{text}"[:longest], row.pk],
                        )
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    return planted


def chosen() -> Iterator[tuple[Any, list[str]]]:
    """Every model of the domain with those of its fields in which people have written something."""
    for model in apps.get_models():
        if (
            model._meta.app_label not in PLANTED_APPS
            or model._meta.label_lower in PUBLIC
            or not model._meta.managed
        ):
            continue
        names = [f.name for f in model._meta.concrete_fields if _is_text(f)]
        if names:
            yield model, names
    yield User, ["name"]


def _is_text(field: Any) -> bool:
    texts = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.UUIDField)
    return texts and not field.choices and not field.unique and not NOT_TEXT.search(field.name)


def label_of(row: Any, name: str, owners: dict[Any, str]) -> str:
    owner = owners.get(_owner(row, owners), "")
    return f"{row._meta.label_lower}.{name}" + (f"@{owner}" if owner else "")


def _owner(row: Any, owners: dict[Any, str], depth: int = 3) -> Any:
    """What of `owners` a row belongs to, however far away: it, its project; else its organisation."""
    if row is None or isinstance(row, Project) or row.pk in owners:
        return row and row.pk
    if isinstance(row, User):
        return row.username.split(".")[0]
    links = [f.name for f in row._meta.concrete_fields if f.many_to_one or f.one_to_one] if depth else []
    near = (getattr(row, name) for name in links)
    far = (_owner(one, owners, depth - 1) for one in near if not isinstance(one, Organisation | User))
    return next((owner for owner in far if owner is not None), getattr(row, "organisation_id", None))


def allowed() -> dict[str, set[str]]:
    """Label, or the beginning of labels → the columns that may be shown it."""
    with open(FILE, encoding="utf-8", newline="") as file:
        return {
            line["canary"]: {column for column in COLUMNS if line[column] == "A"}
            for line in csv.DictReader(file)
        }


def rule_for(label: str, rules: dict[str, set[str]]) -> set[str]:
    """The most exact rule there is: for the field, for the model; of that owner. None at all: nobody may."""
    what, _at, owner = label.partition("@")
    behind = f"@{owner}" if owner else ""
    field, model = f"{what}{behind}", f"{what.rpartition('.')[0]}{behind}"
    return rules.get(field, rules.get(model, set()))


def found_in(content: bytes) -> set[bytes]:
    return set(TOKEN.findall(content))


def suggestion(shown: dict[str, set[str]]) -> Iterator[str]:
    """Lines of CSV as this run has seen them, for a person to judge."""
    for label, columns in sorted(shown.items()):
        yield ",".join(["canary", label, *("A" if column in columns else "" for column in COLUMNS), ""])
