"""What the commands do before the virtual environment is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tools import say, setup
from tools.commands import Failed
from tools.server import options as server_options
from tools.setup import system
from tools.testing import browser, house, office
from tools.testing import options as test_options
from tools.venv import run_module


def main_setup(arguments: list[str]) -> int:
    """`script/setup`."""
    parser = argparse.ArgumentParser(prog="script/setup", description="Install what the portal needs.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    development = parser.parse_args(arguments).dev
    return _guarded(lambda: setup.run(development=development), "Everything is installed.")


def main_server(arguments: list[str]) -> int:
    """`script/server`: installs, then goes on in the virtual environment."""
    server_options.parse(arguments)
    failure = _guarded(setup.run)
    return failure or run_module("tools.server")


def main_test(arguments: list[str]) -> int:
    """`script/test`: installs, then goes on in the virtual environment."""
    wanted = test_options.parse(arguments)
    failure = _guarded(lambda: _set_up_tests(set(wanted.parts)))
    return failure or run_module("tools.testing")


def _set_up_tests(parts: set[str]) -> None:
    setup.run(development=True)
    for part, needed in (("browser", browser), ("papers", office), ("house", house)):
        missing = needed.missing() if part in parts else []
        if missing and not system.install(missing):
            say.line(f"The part {part} lacks {', '.join(missing)}: {needed.how_to_install()}")


def _guarded(work: Callable[[], None], done: str = "") -> int:
    try:
        work()
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    if done:
        say.line(done)
    return 0
