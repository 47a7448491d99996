"""Backup and restore as the guide says, into a second cluster."""

from __future__ import annotations

import hashlib
import shutil
import time

import pytest

from tests import figures
from tests.house.cluster import AFTER_RESTORE, Cluster
from tests.house.house import free_port, until

pytestmark = [pytest.mark.nightly, pytest.mark.house, pytest.mark.timeout(900)]
PENDING = "SELECT count(*) FROM audit.audit_pending"
LATER = "DO $$ BEGIN FOR i IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"
"""A cluster that has been at work for long: its numbers of transactions are far ahead of a new one's."""
COUNTED = "SELECT (SELECT count(*) FROM audit.audit_event), (SELECT count(*) FROM documents_storedfile)"


@pytest.fixture(scope="module")
def second(house, tmp_path_factory):
    """Files first, then the database; restored into a cluster that has never seen this portal."""
    backup = house.folder / "backup"
    backup.mkdir()
    house.cluster.sql("-d", "postgres", "-c", "SET synchronous_commit = off", "-c", LATER)
    house.kill("sealer", 15)  # so that some events wait to be sealed at the moment of the backup
    house.manage("web", "shell", "--no-imports", "-c", 'from providers import demo; demo.approved("songhe")')
    assert int(house.cluster.sql("-d", "portal", "-c", PENDING)) > 0
    shutil.copytree(house.local / "media", backup / "media")
    house.cluster.program("pg_dump", "--format=custom", f"--file={backup / 'portal.dump'}", "portal")
    began = time.monotonic()
    cluster = Cluster(house.folder / "second", free_port(), house.secrets("postgres"))
    cluster.start()
    try:
        cluster.program("pg_restore", "--exit-on-error", "--dbname=portal", backup / "portal.dump")
        cluster.sql("-d", "portal", "-f", AFTER_RESTORE)
        figures.tell("restore of the house", f"{time.monotonic() - began:.0f} s")
        yield cluster
    finally:
        cluster.stop()


def in_second(house, second, role, *command):
    """A command of the portal on the restored database."""
    places = {
        name: value.replace(f":{house.ports['database']}/", f":{second.port}/")
        for name, value in house.secrets(role).items()
        if name.startswith("DATABASE_")
    }
    return house.manage(role, *command, **places)


def test_everything_is_there_and_the_log_is_whole(house, second):
    assert second.sql("-d", "portal", "-c", COUNTED) == house.cluster.sql("-d", "portal", "-c", COUNTED)
    until(lambda: in_second(house, second, "sealer", "seal") == "0 events sealed\n", "all sealed")
    assert second.sql("-d", "portal", "-c", PENDING) == "0\n"
    assert "the event log is whole" in in_second(house, second, "web", "verify_audit")


def test_every_row_has_its_file_in_the_backup(house, second):
    digests = second.sql("-d", "portal", "-c", "SELECT DISTINCT digest FROM documents_storedfile").split()
    assert digests
    media = house.folder / "backup" / "media"
    for digest in digests:
        content = (media / digest[:2] / digest[2:4] / digest).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


def test_the_roles_are_as_narrow_as_before(house, second):
    for statement in ("DELETE FROM audit.audit_event", "DROP TABLE accounts_user"):
        told = in_second(
            house,
            second,
            "web",
            "shell",
            "--no-imports",
            "-c",
            f"from django.db import connection as c\ntry: c.cursor().execute({statement!r})\n"
            "except Exception as e: print(type(e.__cause__).__name__)",
        )
        assert "InsufficientPrivilege" in told


def test_a_log_that_was_altered_is_found_out(house, second):
    """Last, because it breaks the copy."""
    alter = (
        "ALTER TABLE audit.audit_event DISABLE TRIGGER ALL; UPDATE audit.audit_event SET body = body || ' '"
    )
    second.sql("-d", "portal", "-c", f"{alter} WHERE id = (SELECT min(id) FROM audit.audit_event)")
    with pytest.raises(AssertionError, match="verify_audit"):
        in_second(house, second, "web", "verify_audit")
