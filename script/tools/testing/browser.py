"""The browser that the tests drive: the system's own, nothing is downloaded."""

from __future__ import annotations

import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "chromium"


def find() -> str | None:
    """The program's path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def how_to_install() -> str:
    """What a person types, on this kind of system."""
    return "brew install chromium" if sys.platform == "darwin" else f"sudo apt-get install {PACKAGE}"
