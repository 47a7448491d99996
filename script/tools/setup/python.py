"""The virtual environment and the locked packages in it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from tools import say, stamps
from tools.commands import Failed, run
from tools.paths import PYTHON, ROOT, VENV
from tools.setup import system

STAMP = VENV / "portal-installed.json"
LOCK = "requirements.lock"
DEVELOPMENT_LOCK = "requirements-dev.lock"
"""Everything of the other lock, and what checks and tests need."""
_one_at_a_time = threading.Lock()


def make_environment() -> None:
    """Make `.venv` unless there is one that works."""
    if _works():
        return
    say.line("Making the virtual environment")
    if importlib.util.find_spec("ensurepip") is not None:
        run([sys.executable, "-m", "venv", "--clear", VENV], log="setup-venv")
    elif uv := shutil.which("uv"):
        run([uv, "venv", "--seed", "--python", sys.executable, VENV], log="setup-venv")
    else:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        if not system.install([f"python{version}-venv"]) and not system.install(["python3-venv"]):
            raise Failed(
                f"Python's venv is missing. Install it first: sudo apt-get install python{version}-venv"
            )
        run([sys.executable, "-m", "venv", "--clear", VENV], log="setup-venv")


def install(*, development: bool = False) -> None:
    """Install exactly what the lock names, by its hashes."""
    lock = DEVELOPMENT_LOCK if development else LOCK
    digests = {name: stamps.digest([ROOT / name]) for name in (LOCK, DEVELOPMENT_LOCK)}
    if VENV.is_symlink() or stamps.is_current(STAMP, lock, digests[lock]):
        return
    say.line("Python packages: installing")
    install_locked(ROOT / lock, log="setup-python")
    stamps.remember(STAMP, lock, digests[lock])
    if development:
        stamps.remember(STAMP, LOCK, digests[LOCK])
    say.line("Python packages: ready")


def install_locked(lock: Path, *, log: str) -> None:
    """With uv, which is ten times as fast; with pip where uv cannot be had."""
    with _one_at_a_time:
        try:
            run(_pip(ROOT / "script" / "requirements-uv.txt"), log=f"{log}-uv")
            run(
                [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, *_uv_sources(), *_hashed(lock)],
                log=log,
            )
        except Failed:
            run(_pip(lock), log=log)


def _pip(lock: Path) -> list[str | Path]:
    return [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *_hashed(lock)]


def _hashed(lock: Path) -> list[str | Path]:
    return ["--require-hashes", "-r", lock]


def _uv_sources() -> list[str]:
    """uv doesn't read pip's configuration: a mirror that is set there is passed on.

    All places are asked, as pip does; the hashes say which files are the right ones.
    """
    inspected = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    options = {"index-url": "--default-index", "extra-index-url": "--index", "find-links": "--find-links"}
    arguments = []
    for entry in inspected.stdout.splitlines():
        name, _, value = entry.partition("=")
        option = options.get(name.rpartition(".")[2])
        for address in value.strip("'\"").split() if option else []:
            arguments += [str(option), address]
    return [*arguments, "--index-strategy", "unsafe-best-match"] if arguments else []


def _works() -> bool:
    """True when the environment's Python starts and is new enough."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-c", "import json, sys; print(json.dumps(sys.version_info[:2]))"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode == 0 and tuple(json.loads(result.stdout)) >= (3, 11)
