"""The browser that the tests drive: the system's own, nothing is downloaded."""

from __future__ import annotations

import shutil
import sys

from tools.setup import system

WITHOUT_WINDOWS = "chromium-headless-shell"
"""The same engine without the program around it: it draws no window for each tab, which is a third of the work."""
PACKAGE = "chromium"
NAMES = (WITHOUT_WINDOWS, PACKAGE, "chromium-browser", "google-chrome", "google-chrome-stable")
DRIVER_LIBRARIES = {"libatomic1": ("libatomic.so.1",)}
"""Debian's package → what the program needs with which Playwright speaks to the browser. macOS has it built in."""


def find() -> str | None:
    """The program's path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> list[str]:
    """Packages that the tests in a browser need and don't find."""
    libraries = system.missing(DRIVER_LIBRARIES) if sys.platform.startswith("linux") else []
    return [*([] if find() else [WITHOUT_WINDOWS if system.offers(WITHOUT_WINDOWS) else PACKAGE]), *libraries]


def how_to_install() -> str:
    """What a person types, on this kind of system."""
    if sys.platform == "darwin":
        return "brew install chromium"
    return f"sudo apt-get install {' '.join(missing())}"
