"""Runs the parts one after the other and prints a table at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

from tools import say
from tools.paths import ROOT
from tools.testing import browser, engine, house, office, options
from tools.testing.outcome import FIGURES, Outcome, counts, figures
from tools.testing.parts import RESULTS, Part, all_parts


def main(arguments: list[str]) -> int:
    """Returns 1 when any part failed, 130 when interrupted."""
    wanted = options.parse(arguments)
    parts = all_parts(wanted.processes)
    for folder in (RESULTS, FIGURES):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    outcomes = []
    try:
        for name in wanted.parts:
            missing = missing_program(name)
            outcomes.append(_not_run(name, missing) if missing else _run(parts[name]))
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    _print_table(outcomes)
    return 1 if any(outcome.fault for outcome in outcomes) else 0


def _run(part: Part) -> Outcome:
    print(f"\n── {part.name} " + "─" * (60 - len(part.name)), flush=True)
    started = time.monotonic()
    code = subprocess.run(
        part.command, cwd=ROOT, env={**os.environ, **part.environment}, check=False
    ).returncode
    seconds = time.monotonic() - started
    counted = counts(part.results) if part.results else None
    if counted:
        return Outcome(part.name, seconds, counted.fault or _fault(code), counted.note)
    return Outcome(part.name, seconds, _fault(code))


def _fault(code: int) -> str:
    return f"see above (exit code {code})" if code else ""


def missing_program(part: str) -> str:
    """What a part needs from the system and doesn't find there, with the way to get it."""
    needed = {"browser": browser, "papers": office, "house": house}.get(part)
    if needed and (missing := needed.missing()):
        return f"{', '.join(missing)} is missing. Install it with: {needed.how_to_install()}"
    if part == "containers" and engine.missing():
        return f"no container engine: {engine.missing()}"
    return ""


def _not_run(part: str, missing: str) -> Outcome:
    """Named, so that nobody takes them for passed; in continuous integration that is a failure, unless no package could
    bring what is missing."""
    note = f"NOT RUN: {missing}"
    in_ci = os.environ.get("CI", "").lower() in {"1", "true"}
    return Outcome(part, 0, fault=note if in_ci and part != "containers" else "", note=note)


def _print_table(outcomes: list[Outcome]) -> None:
    print("\n── summary " + "─" * 53)
    for outcome in outcomes:
        print(outcome.row())
    for figure in figures():
        print(figure)
    print(f"  {'in all':<14}{say.elapsed():>7.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
