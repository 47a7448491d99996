"""Runs other programs: what they print goes to a log, and to the terminal only when they fail."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.paths import LOG_DIR, ROOT

_SHOWN = 25


class Failed(Exception):
    """A step could not be done. The text says what to do about it."""


def run(command: Sequence[str | Path], *, log: str, environment: Mapping[str, str] | None = None) -> None:
    """Run to the end. Raises `Failed` with the end of what it printed."""
    LOG_DIR.mkdir(parents=True, exist_ok=True)
    path = LOG_DIR / f"{log}.log"
    with open(path, "wb") as output:
        result = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if result.returncode != 0:
        raise Failed(f"{' '.join(map(str, command[:4]))} … failed:\n{tail(path)}\nAll of it: {path}")


def tail(path: Path) -> str:
    """The last lines of a log."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-_SHOWN:])
