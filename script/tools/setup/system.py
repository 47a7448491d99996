"""What comes from the operating system: installed where we may, named where we may not."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import threading
from collections.abc import Mapping

from tools import say
from tools.commands import Failed, run

PDF_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
}
"""Debian's package → the library's file on Linux and on macOS."""
FASTER_PDF = {"libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib")}
_one_at_a_time = threading.Lock()
_updated = threading.Event()


def install_pdf_libraries() -> None:
    """Without them the portal works; its PDFs wait until they are there."""
    packages = missing(PDF_LIBRARIES | FASTER_PDF)
    if not packages or install(packages):
        return
    effect = (
        "have to wait for these libraries" if missing(PDF_LIBRARIES) else "take longer without this library"
    )
    say.line(f"PDFs {effect}; install with: {how_to_install(packages)}")


def install(packages: list[str]) -> bool:
    """Install Debian packages if this is root on such a system. Returns whether it worked."""
    if not _may_install():
        return False
    with _one_at_a_time:
        say.line(f"System packages: installing {' '.join(packages)}")
        try:
            _update()
            _apt("install", "-qy", "--no-install-recommends", *packages, log="setup-apt")
        except Failed as failure:
            say.line(f"System packages: {failure}")
            return False
    return True


def _may_install() -> bool:
    return os.geteuid() == 0 and bool(shutil.which("apt-get"))


def _update() -> None:
    """Fetch the lists of packages, once."""
    if not _updated.is_set():
        _apt("update", "-q", log="setup-apt-update")
        _updated.set()


def _apt(*arguments: str, log: str) -> None:
    run(["apt-get", *arguments], log=log, environment={"DEBIAN_FRONTEND": "noninteractive"})


def how_to_install(packages: list[str]) -> str:
    """What a person types, on this kind of system."""
    if sys.platform == "darwin":
        return "brew install pango"
    if shutil.which("dnf"):
        return "sudo dnf install pango harfbuzz"
    return f"sudo apt-get install {' '.join(packages)}"


def missing(libraries: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Packages of which no file can be loaded here."""
    return [package for package, files in libraries.items() if not any(map(_loads, files))]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
