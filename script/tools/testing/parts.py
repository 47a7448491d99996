"""What is checked, and by which command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tools.paths import LOCAL_DIR, PYTHON

RESULTS = LOCAL_DIR / "test-results"
LAW_REPORT = LOCAL_DIR / "law-report.json"
PLACES = {
    "browser": ("tests/e2e", "tests/security/matrix/test_barriers.py"),
    "papers": ("tests/walks/test_papers.py",),
}
"""Where the few files of a part stand, so that it needn't read all the others."""


@dataclass(frozen=True)
class Part:
    """One row of the table at the end."""

    name: str
    command: list[str]
    results: Path | None = None
    """Where pytest writes its counts."""
    environment: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False
    """Keeps one processor busy and shares nothing with the others: it begins at once, beside those that come before."""


def all_parts(processes: str) -> dict[str, Part]:
    """In the order in which they run: what is quick and often wrong comes first."""
    parts = [
        Part("format", _python("ruff", "format", "--check", ".")),
        Part("lint", _python("ruff", "check", ".")),
        Part("types", _python("mypy", ".")),
        Part("imports", [str(PYTHON.parent / "lint-imports")]),
        Part("migrations", [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"]),
        Part("translations", _python("tools.messages", "--check")),
        _pytest("tests", "not e2e and not office and not nightly", processes),
        replace(_pytest("papers", "office and not nightly", "0"), beside=True),
        _pytest("browser", "e2e and not nightly", processes),
        _pytest("nightly", "nightly and not house and not containers", "0"),
        _pytest("house", "house", "0"),
        _pytest("containers", "containers", "0"),
    ]
    return {part.name: part for part in parts}


def _python(module: str, *arguments: str) -> list[str]:
    return [str(PYTHON), "-m", module, *arguments]


def _pytest(name: str, marked: str, processes: str) -> Part:
    results = RESULTS / f"{name}.xml"
    options = [f"--numprocesses={processes}", "--dist=loadfile", "--no-loadscope-reorder"]
    options += ["--durations=5", f"--junit-xml={results}"]
    if name == "tests":
        options += [f"--law-report={LAW_REPORT}", "--law-complete"]
    return Part(name, _python("pytest", "-m", marked, *options, *PLACES.get(name, ())), results)
