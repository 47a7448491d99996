"""What a production machine is made of, from Debian: for the tests that build one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PACKAGES = {
    "postgres": "postgresql",
    "redis-server": "redis-server",
    "nginx": "nginx-light",
    "envsubst": "gettext-base",
    "openssl": "openssl",
}
"""Program → the package that brings it."""
_POSTGRESQL = Path("/usr/lib/postgresql")
_OLDEST = 15


def find(program: str) -> str | None:
    """The program's path. Debian keeps PostgreSQL's own out of the way, one folder for each version."""
    if own := _newest_postgresql():
        if (own / program).exists():
            return str(own / program)
    elif program == "postgres":
        return None
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def missing() -> list[str]:
    """Packages whose program isn't there."""
    return [package for program, package in PACKAGES.items() if not find(program)]


def how_to_install() -> str:
    """What a person types."""
    return f"sudo apt-get install {' '.join(missing())}"


def _newest_postgresql() -> Path | None:
    versions = [path for path in _POSTGRESQL.glob("*/bin") if path.parent.name.isdigit()]
    newest = max(versions, key=lambda path: int(path.parent.name), default=None)
    return newest if newest and int(newest.parent.name) >= _OLDEST else None
