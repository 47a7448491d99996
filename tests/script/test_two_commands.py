"""What a newcomer does: clone, `script/server`, look, Ctrl-C, and again the next day."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import urllib.request

import pytest
from tools.paths import ROOT

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(900)]
FIRST_PAGE = 180
SECOND_START = 30
STOP = 15


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone") / "portal"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


class Server:
    """`script/server` as somebody runs it in a terminal."""

    def __init__(self, folder):
        bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        certificates = {name: value for name, value in os.environ.items() if "CERT" in name}
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            ["script/server"],
            cwd=folder,
            env=bare | certificates,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def address(self):
        """Where it says that it answers. Reads the terminal up to there."""
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(r"answers at (http://\S+)", line):
                return found.group(1)
        raise AssertionError("".join(said))

    def seconds(self):
        return time.monotonic() - self.began

    def interrupt(self):
        before = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)
        return time.monotonic() - before


def running_in(folder):
    listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if str(folder) in line]


@pytest.mark.parametrize("limit", [FIRST_PAGE, SECOND_START], ids=["first", "second"])
def test_the_portal_answers_soon_and_leaves_nothing_behind(clone, limit):
    server = Server(clone)
    try:
        with urllib.request.urlopen(server.address(), timeout=30) as page:
            assert page.status == 200
            assert "text/html" in page.headers["Content-Type"]
        assert server.seconds() < limit
    finally:
        took = server.interrupt()
    assert took < STOP
    assert server.process.returncode == 0
    assert running_in(clone) == []
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True
    )
    assert status.stdout == ""
