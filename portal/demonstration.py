"""Whether this is a demonstration, whose legal clock may be moved forward."""

from __future__ import annotations

from functools import cache

from django.db import connection

from workflow.clock import database_kind


def is_demonstration() -> bool:
    return _kind_of(connection.settings_dict["NAME"]) == "demonstration"


@cache
def _kind_of(database: str) -> str:
    """A database's kind is fixed when it is created, so it is asked once."""
    return database_kind()
