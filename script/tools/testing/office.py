"""LibreOffice, with which the tests open the Word documents: Debian's, without its windows."""

from __future__ import annotations

import shutil
import sys

NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-writer-nogui"


def find() -> str | None:
    """The program's path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> list[str]:
    """The package, where the program isn't there."""
    return [] if find() else [PACKAGE]


def how_to_install() -> str:
    """What a person types, on this kind of system."""
    return "brew install libreoffice" if sys.platform == "darwin" else f"sudo apt-get install {PACKAGE}"
