"""The project's own source, for tests that read it."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = (*settings.PORTAL_APPS, "config")


@dataclass(frozen=True)
class Module:
    """A Python file and its syntax tree."""

    name: str
    """Path from the project's root, with slashes."""
    tree: ast.Module

    def calls(self) -> Iterator[tuple[str, int]]:
        """Every call as it is written, e.g. `timezone.now`, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node.lineno


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python files below `folders`; without any, those of all packages. Migrations are left out."""
    paths = (path for folder in folders or PACKAGES for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
        if "migrations" not in path.parts
    )


def calls_of(pattern: re.Pattern) -> dict[str, list[str]]:
    """File → the calls in it that match, with their lines."""
    found: dict[str, list[str]] = {}
    for module in modules():
        for call, line in module.calls():
            if pattern.search(call):
                found.setdefault(module.name, []).append(f"{line}: {call}")
    return found


@cache
def templates() -> dict[str, str]:
    """Name → text of all templates."""
    folder = ROOT / "templates"
    return {
        p.relative_to(folder).as_posix(): p.read_text("utf-8")
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@cache
def tracked() -> tuple[tuple[str, str], ...]:
    """(mode, name) of all files in the repository."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--stage", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    entries = (entry.split("\t", 1) for entry in listing.split("\0") if entry)
    return tuple((details.split()[0], name) for details, name in entries)


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """(name, text) of tracked text files, all or those with one of `suffixes`."""
    for _mode, name in tracked():
        path = ROOT / name
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            content = path.read_bytes()
            if b"\0" not in content[:8000]:
                yield name, content.decode("utf-8")
