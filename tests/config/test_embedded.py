"""The embedded PostgreSQL: made once by whoever comes first, closed to everyone without a password."""

import os
import shutil
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from tools.paths import ROOT

from config import embedded
from config.embedded.cluster import Cluster

START = "import sys; from pathlib import Path; from config import embedded; embedded.ensure_running(Path(sys.argv[1]))"
PROCESSES = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A cluster that several processes have asked for at once. Its path is too long for a socket."""
    folder = tmp_path_factory.mktemp("local") / ("long" * 25)
    racing = [
        subprocess.Popen([sys.executable, "-c", START, str(folder)], cwd=ROOT) for _ in range(PROCESSES)
    ]
    assert [process.wait(60) for process in racing] == [0] * PROCESSES
    yield folder
    embedded.remove(folder)
    shutil.rmtree(Cluster.of(folder).home)


def connect(folder, role, **changes):
    server = embedded.ensure_running(folder)
    address = {"host": server.host, "port": server.port, "dbname": server.database, "user": role}
    return psycopg.connect(**address, password=server.passwords.get(role, "guess"), **changes)


def test_asking_for_it_starts_nothing_by_itself():
    """Else whoever starts the portal takes its server for somebody else's, and doesn't stop it at the end."""
    asked = "import sys, config.embedded; sys.exit('django.conf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0


def test_it_is_a_demonstration_and_keeps_what_is_committed(folder):
    with connect(folder, "portal_app") as connection:
        names = [
            "portal.kind",
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "data_checksums",
            "listen_addresses",
        ]
        values = [connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0] for name in names]
    assert values == ["demonstration", "on", "on", "on", "on", ""]


def test_the_superuser_cannot_connect_and_nobody_without_a_password(folder):
    with pytest.raises(psycopg.OperationalError, match="rejects connection"):
        connect(folder, "postgres")
    assert (folder / "roles.json").stat().st_mode & 0o077 == 0
    server = embedded.ensure_running(folder)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=server.host, dbname=server.database, user="portal_owner", password="guess")


def test_only_the_owner_may_say_what_kind_a_database_is(folder):
    with (
        connect(folder, "portal_app", autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("ALTER DATABASE portal SET portal.kind = 'test'")


def test_it_comes_back_after_it_was_killed(folder):
    with connect(folder, "portal_owner") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    cluster = Cluster.of(folder)
    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    while cluster.is_ready():
        time.sleep(0.01)
    with connect(folder, "portal_owner") as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_the_data_of_a_deleted_folder_are_set_aside(folder):
    (folder / "roles.json").unlink()
    with connect(folder, "portal_owner") as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
    assert (Cluster.of(folder).home / "data.orphaned").is_dir()
