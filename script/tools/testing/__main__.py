"""Runs the parts, one after the other but for what keeps a single processor busy, and prints a table at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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
    try:
        outcomes = list(_run_all([parts[name] for name in wanted.parts]))
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    _print_table(outcomes)
    return 1 if any(outcome.fault for outcome in outcomes) else 0


def _run_all(parts: list[Part]) -> Iterator[Outcome]:
    """What can go on beside the others begins first; what it printed is shown when its turn comes."""
    missing = {part.name: missing_program(part.name) for part in parts}
    with ThreadPoolExecutor(1) as beside:
        begun = {p.name: beside.submit(_perform, p) for p in parts if p.beside and not missing[p.name]}
        for part in parts:
            if missing[part.name]:
                yield _not_run(part.name, missing[part.name])
                continue
            _print_heading(part)
            if part.name in begun:
                outcome, printed = begun[part.name].result()
                print(printed, flush=True)
            else:
                outcome, _printed = _perform(part)
            yield outcome


def _perform(part: Part) -> tuple[Outcome, str]:
    """How it went, and what it printed if it runs beside others."""
    started = time.monotonic()
    done = subprocess.run(
        part.command,
        cwd=ROOT,
        env={**os.environ, **part.environment},
        stdout=subprocess.PIPE if part.beside else None,
        stderr=subprocess.STDOUT if part.beside else None,
        text=True,
        check=False,
    )
    seconds, fault, note = time.monotonic() - started, _fault(done.returncode), ""
    counted = counts(part.results) if part.results else None
    if counted:
        fault, note = counted.fault or fault, counted.note
    return Outcome(part.name, seconds, fault, note), done.stdout or ""


def _print_heading(part: Part) -> None:
    print(f"\n── {part.name} " + "─" * (60 - len(part.name)), flush=True)


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
