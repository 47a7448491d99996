"""Production is stricter than a demonstration, and says what is missing instead of starting half safe."""

import os
import secrets
import subprocess
import sys
from base64 import b64encode

import pytest
from tools.paths import ROOT

from config import secrets as portal_secrets
from tests import testbed

MANAGE = [sys.executable, "manage.py"]


def manage(*arguments, **environment):
    surroundings = {
        **os.environ,
        **testbed.environment(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **environment,
    }
    command = [*MANAGE, *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


KEYS = {
    "PORTAL_SECRET_KEY": secrets.token_urlsafe(64),
    "PORTAL_RECEIPT_KEY": b64encode(secrets.token_bytes(32)).decode(),
}


def test_django_finds_nothing_unsafe():
    checked = manage(
        "check", "--deploy", "--tag=security", "--fail-level=WARNING", PORTAL_PRODUCTION="1", **KEYS
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("missing", [*KEYS, "DATABASE_URL"])
def test_production_makes_nothing_up(missing):
    refused = manage("check", PORTAL_PRODUCTION="1", **KEYS | {missing: ""})
    assert refused.returncode != 0
    assert f"Set {missing}" in refused.stderr


@pytest.fixture
def without_key(monkeypatch):
    monkeypatch.delenv("PORTAL_SECRET_KEY", raising=False)
    monkeypatch.delenv("PORTAL_PRODUCTION", raising=False)


def test_a_demonstration_makes_its_key_once_and_for_itself(without_key, tmp_path):
    key = portal_secrets.secret_key(tmp_path)
    assert len(key) >= 50
    assert portal_secrets.secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert portal_secrets.secret_key(tmp_path / "other") != key
