"""The services as they are given to systemd: the tests start what an operator starts, word by word."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from tools.paths import ROOT

FOLDER = ROOT / "deploy" / "systemd"


@dataclass(frozen=True)
class Unit:
    """One process of the portal."""

    name: str
    user: str
    environment: tuple[str, ...]
    """Names of its environment files."""
    command: tuple[str, ...]

    @property
    def kind(self) -> str:
        """`web@1` is a `web`."""
        return self.name.partition("@")[0]

    @property
    def work(self) -> tuple[str, ...]:
        """Which program, without how."""
        return tuple(part for part in self.command[1:] if not part.startswith("-"))


def read(name: str, instance: str = "") -> Unit:
    """`read("worker")`, `read("web@", "1")`."""
    lines = (FOLDER / f"portal-{name}.service").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    command = dict(pairs)["ExecStart"].replace("%i", instance)
    files = tuple(Path(value).name for key, value in pairs if key == "EnvironmentFile")
    return Unit(f"{name}{instance}", dict(pairs)["User"], files, tuple(shlex.split(command)))


def all_units() -> list[Unit]:
    """What `portal.target` starts, in its order."""
    [wants] = [
        line for line in (FOLDER / "portal.target").read_text().splitlines() if line.startswith("Wants=")
    ]
    names = [name.removeprefix("portal-").removesuffix(".service") for name in wants.split("=")[1].split()]
    return [read(*name.replace("@", "@ ").split()) for name in names]


def variables(path: Path) -> dict[str, str]:
    """An environment file as systemd reads it."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return dict(line.split("=", 1) for line in lines)
