"""Which database, and as whom.

Four database roles share one database: `default` (the web and its tasks), `owner` (migrations only),
`sealer` (links events into the hash chain) and `opener` (opens sealed bids). With `DATABASE_URL` set,
a server is used; without it, the embedded PostgreSQL of `config.embedded`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from config import embedded

ENGINE = "django.db.backends.postgresql"
ALIASES = {
    "default": ("portal_app", "DATABASE_URL"),
    "owner": ("portal_owner", "DATABASE_OWNER_URL"),
    "sealer": ("portal_sealer", "DATABASE_SEALER_URL"),
    "opener": ("portal_opener", "DATABASE_OPENER_URL"),
}
"""Alias → (its role's usual name, the variable with its address)."""


def databases(local_dir: Path, *, production: bool = False) -> dict[str, dict[str, Any]]:
    """The setting `DATABASES`. An alias without an address raises `ImproperlyConfigured` when it is used.

    Production has a server of its own: raises `ImproperlyConfigured` at once where it hasn't.
    """
    if production and not os.environ.get("DATABASE_URL"):
        raise ImproperlyConfigured("Set DATABASE_URL: the embedded database is for demonstrations and tests.")
    configure = _from_environment() if os.environ.get("DATABASE_URL") else _from_embedded(local_dir)
    return {alias: _complete(configure[alias], alias) for alias in ALIASES}


def _from_environment() -> dict[str, dict[str, Any]]:
    name = _address(os.environ["DATABASE_URL"])["NAME"]
    return {
        alias: _address(os.environ[variable])
        if os.environ.get(variable)
        else {"ENGINE": "config.absent", "NAME": name, "USER": role, "MISSING": variable}
        for alias, (role, variable) in ALIASES.items()
    }


def _address(url: str) -> dict[str, Any]:
    """An address as PostgreSQL's own programs read it; what Django has no name for goes on as it is."""
    parts = conninfo_to_dict(url)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    known = {django: parts.pop(name, "") for django, name in names.items()}
    return {"ENGINE": ENGINE, **known, "OPTIONS": parts}


def _from_embedded(local_dir: Path) -> dict[str, dict[str, Any]]:
    server = embedded.ensure_running(local_dir)
    place = {"ENGINE": ENGINE, "NAME": server.database, "HOST": server.host, "PORT": server.port}
    return {
        alias: {**place, "USER": role, "PASSWORD": server.passwords[role]}
        for alias, (role, _) in ALIASES.items()
    }


def _complete(address: dict[str, Any], alias: str) -> dict[str, Any]:
    options = {**address.get("OPTIONS", {}), "options": _session(alias)}
    return {**address, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _session(alias: str) -> str:
    """Settings of each session. Whoever sits idle in a transaction holds back the sealing of all events."""
    settings = {"search_path": "public,audit"}
    if alias != "owner":
        settings["idle_in_transaction_session_timeout"] = "30s"
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


class OneDatabase:
    """All aliases are the same database: models are read and written as the app, migrated as the owner."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return "default"

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
