"""What can be asked of `script/test`."""

from __future__ import annotations

import argparse

PARTS = ("format", "lint", "types", "imports", "migrations", "translations", "papers", "tests", "browser")
NIGHTLY = ("nightly", "house", "containers")
ALL = (*PARTS, *NIGHTLY)


def parse(arguments: list[str]) -> argparse.Namespace:
    """`parts` is what to run, in the usual order."""
    parser = argparse.ArgumentParser(
        prog="script/test", description="Check everything, or the parts that are named."
    )
    parser.add_argument("parts", nargs="*", metavar="part", help=f"one or more of: {', '.join(ALL)}")
    parser.add_argument("--nightly", action="store_true", help="also the long proofs")
    parser.add_argument("--processes", default="2", help="how many tests run at once (default: 2)")
    options = parser.parse_args(arguments)
    unknown = set(options.parts) - {*ALL}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    chosen = set(options.parts or PARTS) | (set(NIGHTLY) if options.nightly else set())
    options.parts = [part for part in ALL if part in chosen]
    return options
