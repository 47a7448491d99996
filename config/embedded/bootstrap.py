"""What a new cluster is made of: its settings, who may connect, the four roles and the first database."""

import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import environ

SUPERUSER = "postgres"
DATABASE = "portal"
ROLES = {
    "portal_owner": "CREATEDB",  # owns the databases, runs the migrations
    "portal_app": "NOCREATEDB",  # the web and its tasks
    "portal_sealer": "NOCREATEDB",  # links events into the hash chain
    "portal_opener": "NOCREATEDB",  # opens sealed bids
}
ACCESS = f"""\
# The superuser never connects; everyone else by password.
local all {SUPERUSER} reject
local all all scram-sha-256
"""
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
}


def initdb(folder: Path) -> list[Any]:
    """The command that makes the cluster. Sorting and letter case don't depend on the machine's locales."""
    locale = "C.UTF-8" if sys.platform.startswith("linux") else "en_US.UTF-8"
    command = ["initdb", "-D", folder, "-U", SUPERUSER, "-E", "UTF8", f"--locale={locale}"]
    command += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    command += ["--auth=reject", "--data-checksums", "--no-sync"]
    return command + [f"--set={name}={value}" for name, value in SETTINGS.items()]


def single_user(folder: Path) -> list[Any]:
    """The command that lets the superuser act: on a stopped cluster, without any connection."""
    return ["postgres", "--single", "-D", folder, "-c", "exit_on_error=on", SUPERUSER]


def new_passwords() -> dict[str, str]:
    return {role: secrets.token_urlsafe(24) for role in ROLES}


def statements(passwords: dict[str, str]) -> Iterator[str]:
    """One statement a line: what only a superuser may do. All else in a database is done by migrations."""
    for role, attribute in ROLES.items():
        yield f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE {attribute} PASSWORD '{passwords[role]}';"
    yield "GRANT SET ON PARAMETER portal.kind TO portal_owner;"
    yield "GRANT pg_signal_backend TO portal_owner;"  # to drop test databases that are still in use
    yield f"CREATE DATABASE {DATABASE} OWNER portal_owner;"
    yield f"ALTER DATABASE {DATABASE} SET portal.kind = '{kind()}';"


def kind() -> str:
    """What a new cluster's first database is for: fixed then, for good."""
    return "practice" if environ.Env().bool("PORTAL_PRACTICE", default=False) else "demonstration"
