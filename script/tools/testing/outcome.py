"""How a part went, and the table of all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools.paths import LOCAL_DIR

FIGURES = LOCAL_DIR / "figures"
"""Tests put figures worth telling here, one JSON object a file: `{"rules shown at work": 212}`."""


@dataclass(frozen=True)
class Outcome:
    """`seconds` it took; `fault` is empty when all is well."""

    name: str
    seconds: float
    fault: str = ""
    note: str = ""

    def row(self) -> str:
        mark = "FAILED" if self.fault else "ok"
        return f"  {self.name:<14}{self.seconds:>7.0f} s   {mark:<7} {self.fault or self.note}".rstrip()


@dataclass(frozen=True)
class Counts:
    """What pytest counted."""

    run: int
    failed: int
    skipped: int

    @property
    def note(self) -> str:
        return f"{self.run} tests"

    @property
    def fault(self) -> str:
        """A test that doesn't run proves nothing, so a skipped one is a fault too."""
        if self.failed or self.skipped:
            return f"{self.failed} failed, {self.skipped} skipped, of {self.run} tests"
        return "" if self.run else "no tests were found"


def counts(results: Path) -> Counts | None:
    """None when pytest did not get as far as writing its results."""
    if not results.exists():
        return None
    suites = ElementTree.parse(results).getroot().iter("testsuite")  # noqa: S314  pytest has just written it
    numbers = [
        {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
        for suite in suites
    ]
    return Counts(
        run=sum(number["tests"] for number in numbers),
        failed=sum(number["failures"] + number["errors"] for number in numbers),
        skipped=sum(number["skipped"] for number in numbers),
    )


def figures() -> Iterator[str]:
    """What the tests themselves wanted to tell."""
    for path in sorted(FIGURES.glob("*.json")):
        for name, value in json.loads(path.read_text()).items():
            yield f"  {name}: {_in_words(value)}"


def _in_words(value: object) -> str:
    """Sums are told as "4,125 probes, 0 wrong"."""
    if isinstance(value, dict):
        return ", ".join(f"{number:,} {what}" for what, number in value.items())
    return str(value)
