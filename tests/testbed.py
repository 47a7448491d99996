"""The databases of the tests.

A *template database* is migrated as the owner and filled by `tests.seed` once, and kept until something it
was made from changes. Each process works in a clone of it, named after the process, with all four roles, so
that neither parallel workers nor two runs at once meet. Cloning takes about a tenth of a second: a test that
commits leaves its database behind and the next one gets a new clone. Emptying tables would not do, because
the audit trail refuses TRUNCATE.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from psycopg import sql

from tests import seed

MADE_FROM = (
    "*/migrations/**/*.py",
    "*/sql/**/*",
    "*/data/**/*",
    "*/law/**/*",
    "*/roles.py",
    "*/demo.py",
    "*/demo/**/*.py",
    "tests/seed.py",
    "tests/seed/**/*.py",
    "config/embedded/*.py",
    "requirements.lock",
)
"""What the template depends on. `pytest --create-db` makes it anew when something else has changed."""
KEPT = 3
"""Templates of so many states of the code are kept, for whoever goes back and forth between branches."""
_BUILD_LOCK = 77_201_402
_numbers = itertools.count(1)


def template(*, anew: bool = False) -> str:
    """The name of the template database for the code as it is now; makes it when it isn't there."""
    name = f"template_{_digest()}"
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_BUILD_LOCK])
        _drop_leftovers(server)
        if anew and _exists(server, name):
            _drop(server, name)
        if not _exists(server, name):
            _build(server, name)
            _drop_old_templates(server)
    return name


def filled(
    series: str,
    source: str,
    build: Callable[[], None],
    made_from: Iterable[str],
    *,
    kind: str = "demonstration",
    kept: int = 1,
) -> str:
    """The name of a template that `build` has filled further: once for each state of the files `made_from`.

    A demonstration's clock can be moved forward, a test's can be pinned. `kept` states are kept.
    """
    name = f"{series}_{_digest(made_from)}"
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_BUILD_LOCK])
        if name not in _names(server, f"{series}_"):
            with _draft(server, name, source, kind):
                copy_files(source)
                build()
            for old in _names(server, f"{series}_")[:-kept]:
                _drop(server, old)
                shutil.rmtree(files_of(old), ignore_errors=True)
    return name


def copy_files(name: str) -> None:
    """Give this process the files that the template's rows speak of."""
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if files_of(name).exists():
        shutil.copytree(files_of(name), settings.MEDIA_ROOT, copy_function=os.link)


def clone(source: str, kind: str = "test") -> str:
    """A new database, equal to `source`, of that kind."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with _maintenance() as server:
        _create(server, name, source, kind)
    return name


@contextmanager
def production(statements: str) -> Iterator[psycopg.Connection]:
    """A database of no declared kind, in which `statements` have run, as the owner."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with _maintenance() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(**_address(), dbname=name, autocommit=True) as connection:
                connection.execute(statements)
                yield connection
        finally:
            _drop(server, name)


def use(name: str) -> None:
    """Point all four roles at the database `name`, in this process."""
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name


def drop(name: str) -> None:
    with _maintenance() as server:
        _drop(server, name)


def environment(name: str = "") -> dict[str, str]:
    """The variables that make another process work in that database (this process's, if none is named)."""
    variables = {
        "default": "DATABASE_URL",
        "owner": "DATABASE_OWNER_URL",
        "sealer": "DATABASE_SEALER_URL",
        "opener": "DATABASE_OPENER_URL",
    }
    named = {"NAME": name} if name else {}
    return {variables[alias]: _url({**connections[alias].settings_dict, **named}) for alias in connections}


def _url(database: dict[str, Any]) -> str:
    user, password, host = (quote(str(database[part]), safe="") for part in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{database['PORT']}/{database['NAME']}"


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection]:
    """A connection as the owner, beside the databases under test."""
    with psycopg.connect(**_address(), dbname="postgres", autocommit=True) as server:
        yield server


def _address() -> dict[str, Any]:
    owner = settings.DATABASES["owner"]
    return {
        "host": owner["HOST"],
        "port": owner["PORT"],
        "user": owner["USER"],
        "password": owner["PASSWORD"],
    }


def _build(server: psycopg.Connection, name: str) -> None:
    with _draft(server, name, "template1", "test"):
        call_command("migrate", database="owner", verbosity=0)
        seed.build()


@contextmanager
def _draft(server: psycopg.Connection, name: str, source: str, kind: str) -> Iterator[None]:
    """Under another name until complete, so that an interrupted build is never taken for a template."""
    draft = f"draft_{os.getpid()}"
    before = connections["default"].settings_dict["NAME"]
    shutil.rmtree(files_of(name), ignore_errors=True)
    _drop(server, draft)
    _create(server, draft, source, kind)
    use(draft)
    try:
        with override_settings(MEDIA_ROOT=files_of(name)):
            yield
    finally:
        use(before)
    server.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name))
    )


def files_of(name: str) -> Path:
    """Where the files lie that a template's rows speak of."""
    return Path(settings.MEDIA_ROOT).parent / name


def _create(server: psycopg.Connection, name: str, source: str, kind: str = "test") -> None:
    """The kind belongs to the database's name, not to its content: a clone doesn't inherit it.

    Nothing here must outlive a power failure, so that no commit waits for the disk.
    """
    database = sql.Identifier(name)
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(database, sql.Identifier(source)))
    server.execute(sql.SQL("ALTER DATABASE {} SET portal.kind = {}").format(database, sql.Literal(kind)))
    server.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(database))


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(server: psycopg.Connection, name: str) -> bool:
    return name in _names(server, "template_")


def _names(server: psycopg.Connection, prefix: str) -> list[str]:
    """Names of the databases that start with `prefix`, oldest first."""
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid"
    return [name for (name,) in server.execute(query, [prefix])]


def _drop_leftovers(server: psycopg.Connection) -> None:
    """Databases of processes that are gone."""
    for prefix in ("test_", "draft_"):
        for name in _names(server, prefix):
            if not _alive(int(name.split("_")[1])):
                _drop(server, name)


def _drop_old_templates(server: psycopg.Connection) -> None:
    for name in _names(server, "template_")[:-KEPT]:
        _drop(server, name)
        shutil.rmtree(files_of(name), ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _digest(made_from: Iterable[str] = MADE_FROM) -> str:
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for path in sorted({path for pattern in made_from for path in root.glob(pattern)}):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
