"""The practice area as its unit starts it: by itself, with its own database, and under its watermark."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tools.paths import ROOT

from config import embedded
from tests.house import units
from tests.house.house import HOST, USERS, House, free_port, until

pytestmark = [pytest.mark.nightly, pytest.mark.house, pytest.mark.timeout(600)]
UNIT = units.read("practice")
AREA = f"practice.{HOST}"


@pytest.fixture(scope="module")
def port():
    """Of a practice area without its city, which has tests of its own."""
    folder = Path(tempfile.mkdtemp(prefix="practice-"))
    made, local, port = folder / "etc", folder / "var", free_port()
    subprocess.run([sys.executable, ROOT / "deploy" / "new-secrets", made, "--host", HOST], check=True)
    local.mkdir()
    apart = os.geteuid() == 0 and House._others_can_read()
    user = {"user": USERS["portal"], "group": USERS["portal"], "extra_groups": []} if apart else {}
    if apart:
        folder.chmod(0o755)
        shutil.chown(local, USERS["portal"], USERS["portal"])
    environment = {"PATH": os.environ["PATH"]} | units.variables(made / UNIT.environment[0])
    environment["PORTAL_LOCAL_DIR"] = str(local)
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            command(port), cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, **user
        )
    try:
        until(lambda: asked(port, "/healthz")[0] == 200, (folder / "log").read_text())
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        embedded.remove(local)
        shutil.rmtree(folder, ignore_errors=True)


def command(port):
    """The unit's own, at this port and in this folder."""
    moved = {"/usr/bin/python3": sys.executable, "/srv/portal/script/server": str(ROOT / "script" / "server")}
    return [moved.get(part, part.replace("8010", str(port))) for part in UNIT.command] + ["--no-demo"]


def asked(port, path):
    """As nginx asks."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers={"Host": AREA, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""


def test_it_starts_by_itself_and_says_what_it_is(port):
    status, page = asked(port, "/about/privacy/")
    assert (status, "p-watermark" in page, "练习区" in page) == (200, True, True)
    assert f'href="https://{HOST}"' in page
    assert "Disallow: /\n" in asked(port, "/robots.txt")[1]


def test_its_unit_lets_nothing_out_and_shares_nothing():
    lines = (units.FOLDER / "portal-practice.service").read_text(encoding="utf-8").splitlines()
    assert {"IPAddressDeny=any", "IPAddressAllow=localhost", "ReadWritePaths=/var/lib/portal-practice"} <= {
        *lines
    }
    assert UNIT.environment == ("practice.env",)
    assert UNIT.user not in {unit.user for unit in units.all_units()}
