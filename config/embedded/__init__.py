"""The embedded PostgreSQL for demonstration, development and tests: one cluster for each local folder.

`ensure_running` may be called by any number of processes at once; it makes the cluster on the first
call and starts it when it doesn't answer. The server listens on a Unix socket only. Every role signs in
with a password (`<local folder>/roles.json`, mode 0600), and none of them is a superuser: the superuser
cannot connect at all, it acts only while the cluster is made.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from config.embedded.bootstrap import DATABASE
from config.embedded.cluster import PORT, Cluster


@dataclass(frozen=True)
class Connection:
    """How to reach the cluster: the folder of its socket, the first database, each role's password."""

    host: str
    port: str
    database: str
    passwords: dict[str, str]


def ensure_running(local_dir: Path) -> Connection:
    """Make the cluster of `local_dir` if there is none, start it if it doesn't answer.

    Raises `RuntimeError` with the end of the server's log when it cannot be started.
    """
    cluster = Cluster.of(local_dir)
    if not cluster.is_ready():
        with cluster.locked():
            if not cluster.is_ready():
                cluster.create_unless_there()
                cluster.start()
    return Connection(str(cluster.socket_dir), PORT, DATABASE, cluster.read_passwords())


def is_running(local_dir: Path) -> bool:
    """True when the cluster answers."""
    return Cluster.of(local_dir).is_ready()


def stop(local_dir: Path) -> None:
    """Stop the cluster of `local_dir`; connections are cut, nothing committed is lost."""
    cluster = Cluster.of(local_dir)
    if cluster.home.is_dir():
        with cluster.locked():
            cluster.stop()


def remove(local_dir: Path) -> None:
    """Stop the cluster and delete it with all its data."""
    cluster = Cluster.of(local_dir)
    if cluster.home.is_dir():
        with cluster.locked():
            cluster.stop()
            cluster.passwords.unlink(missing_ok=True)
            shutil.rmtree(cluster.data, ignore_errors=True)
