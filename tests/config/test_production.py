"""Production is stricter than a demonstration, and says what is missing instead of starting half safe."""

import json
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


SHOWN = (
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN",
    "CSRF_COOKIE_NAME",
    "DEVICE_COOKIE_NAME",
    "IDLE_MINUTES",
    "SESSION_HOURS",
    "CONFIRMED_MINUTES",
    "PROXIES",
)
SHOW = (
    f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {SHOWN}]))"
)


def test_cookies_belong_to_this_host_alone_and_sessions_are_short():
    told = manage("shell", "--no-imports", "-c", SHOW, PORTAL_PRODUCTION="1", **KEYS)
    host = ["__Host-session", True, True, "Lax", None, "__Host-csrf", "__Host-device"]
    assert json.loads(told.stdout.splitlines()[-1]) == [*host, 30, 12, 5, 1], told.stderr
