"""The portal in containers: built, started, and asked whether it is well."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tools.paths import ROOT

from tests import figures

pytestmark = [pytest.mark.nightly, pytest.mark.containers, pytest.mark.timeout(3600)]
HOST = "portal.test"
DEPLOY = ROOT / "deploy"


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, text=True, **options)


@pytest.fixture(scope="module")
def compose(tmp_path_factory):
    """`compose("up", …)` as the guide gives it, in a project of its own."""
    folder = tmp_path_factory.mktemp("etc") / "portal"
    places = ("--database", "database:5432", "--redis", "redis:6379")
    run(sys.executable, DEPLOY / "new-secrets", folder, "--host", HOST, *places)
    subject = ("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}")
    pair = ("-keyout", folder / "tls" / "portal.key", "-out", folder / "tls" / "portal.crt")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *pair)
    command = ["docker", "compose", "--project-name", "portal-house", "--env-file", folder / "compose.env"]
    command += ["-f", DEPLOY / "docker-compose.yml"]

    def do(*arguments, **options):
        return run(*command, *arguments, **options)

    yield do
    do("down", "--volumes", "--remove-orphans")


def test_everything_is_built_and_well(compose):
    compose("build")
    compose("up", "--detach", "--wait", "--wait-timeout", "600")
    listed = compose("ps", "--format", "json", capture_output=True).stdout
    running = [json.loads(line) for line in listed.splitlines()]
    assert len(running) == 9
    assert {service["Health"] for service in running} == {"healthy"}
    compose("exec", "-T", "web1", "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    figures.tell("containers that are well", len(running))
