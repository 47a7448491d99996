"""The browser that the tests drive: the system's own, nothing is downloaded."""

from __future__ import annotations

import shutil
import sys

from tools.setup import system

PACKAGE = "chromium-headless-shell"
"""Chromium without windows: the same pages and scripts for a third less work."""
NAMES = (PACKAGE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DRIVER_LIBRARIES = {"libatomic1": ("libatomic.so.1",)}
"""Debian's package → what the program needs with which Playwright speaks to the browser. macOS has it built in."""


def find() -> str | None:
    """The program's path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> list[str]:
    """Packages that the tests in a browser need and don't find."""
    libraries = system.missing(DRIVER_LIBRARIES) if sys.platform.startswith("linux") else []
    return [*([] if find() else [PACKAGE]), *libraries]


def how_to_install() -> str:
    """What a person types, on this kind of system."""
    if sys.platform == "darwin":
        return "brew install chromium"
    return f"sudo apt-get install {' '.join(missing())}"
