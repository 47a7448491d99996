"""Each part of the portal works as a role of its own, and none of them as one that could undo the audit trail."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, router
from django.db.utils import ConnectionHandler, ProgrammingError

from accounts.models import User
from config import database, privileges
from tests import testbed

ADDRESS = "postgresql://anna:p%40ss@db.example:5433/city?sslmode=require"


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    for variable in ("DATABASE_OWNER_URL", "DATABASE_SEALER_URL", "DATABASE_OPENER_URL"):
        monkeypatch.delenv(variable, raising=False)


def test_an_address_is_read_as_postgresql_reads_it(server, tmp_path):
    default = database.databases(tmp_path)["default"]
    place = (default["USER"], default["PASSWORD"], default["HOST"], default["PORT"], default["NAME"])
    assert place == ("anna", "p@ss", "db.example", "5433", "city")
    assert default["OPTIONS"]["sslmode"] == "require"
    assert list(tmp_path.iterdir()) == []


def test_a_role_without_an_address_is_missed_when_it_is_used(server, tmp_path):
    handler = ConnectionHandler(database.databases(tmp_path))
    with pytest.raises(ImproperlyConfigured, match="DATABASE_SEALER_URL"):
        handler["sealer"].get_new_connection({})


@pytest.mark.django_db(databases=["default", "owner", "sealer", "opener"])
@pytest.mark.parametrize("alias", ["default", "owner", "sealer", "opener"])
def test_no_role_is_a_superuser(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forbidden",
    [
        "CREATE TABLE grab ()",
        "ALTER TABLE accounts_user ADD grab int",
        "SET ROLE portal_owner",
        "DROP TABLE accounts_user",
    ],
)
def test_the_app_changes_no_table(forbidden):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(forbidden)


@pytest.mark.django_db
def test_the_app_may_start():
    privileges.refuse_excess()


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_owner_of_tables_may_not_start_the_web(monkeypatch):
    monkeypatch.setattr(privileges, "connection", connections["owner"])
    with pytest.raises(ImproperlyConfigured, match="owns tables"):
        privileges.refuse_excess()


def test_who_waits_inside_a_transaction_is_cut_off(server, tmp_path):
    """An open transaction holds back the sealing of all events. Tests alone may take their time."""
    options = database.databases(tmp_path)["default"]["OPTIONS"]["options"]
    assert "-c idle_in_transaction_session_timeout=30s" in options


def test_models_are_read_as_the_app_and_migrated_as_the_owner():
    assert router.db_for_read(User) == router.db_for_write(User) == "default"
    assert [alias for alias in connections if router.allow_migrate(alias, "accounts")] == ["owner"]


@pytest.mark.django_db
def test_another_process_gets_all_four_roles():
    assert {url.partition("@")[0].split(":")[1] for url in testbed.environment().values()} == {
        "//portal_app",
        "//portal_owner",
        "//portal_sealer",
        "//portal_opener",
    }
