"""The tests' own ground: each works in its own database, as the app's role, and leaves nothing behind."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection, connections
from django.template import Context, Origin, Template
from tools.paths import ROOT

from tests import testbed
from workflow import clock

PINNED = datetime(2014, 9, 1, 8, tzinfo=UTC)


def one(query: str, alias: str = "default") -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_database_is_a_test_database_and_the_user_is_the_app():
    assert one("SELECT current_user") == "portal_app"
    assert one("SELECT current_setting('portal.kind')") == "test"
    assert clock.database_kind() == "test"


@pytest.mark.django_db(databases=["default", "owner", "sealer", "opener"])
def test_all_roles_work_in_the_same_clone():
    names = {one("SELECT current_database()", alias) for alias in connections}
    assert names == {connection.settings_dict["NAME"]}
    assert names.pop().startswith("test_")


def test_the_legal_clock_stands_where_it_was_pinned(legal_time):
    legal_time(PINNED)
    assert clock.legal_now() == PINNED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(time):
    assert clock.legal_now() != PINNED
    clock.set_legal_now(PINNED)
    assert clock.legal_now() == PINNED


def test_another_process_can_work_in_the_same_database(fresh_database):
    clock.set_legal_now(PINNED)
    code = "import django; django.setup(); from workflow import clock; print(clock.legal_now().isoformat())"
    environment = testbed.environment() | {"DJANGO_SETTINGS_MODULE": "config.settings_test"}
    seen = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert seen.stdout.strip() == PINNED.isoformat()


@pytest.mark.parametrize(
    "text", ["{{ nobody }}", "{{ known.nothing }}", "{% blocktranslate %}{{ nobody }}{% endblocktranslate %}"]
)
def test_a_variable_that_nobody_gave_to_a_template_fails(text):
    own = Template(text, origin=Origin(str(settings.BASE_DIR / "templates" / "core" / "page.html")))
    with pytest.raises(AssertionError, match="is not defined"):
        own.render(Context({"known": {}}))
    assert Template(text, origin=Origin("/elsewhere/page.html")).render(Context({"known": {}})) == ""
