"""The project's virtual environment. This module needs nothing but Python itself."""

import os
import sys
from typing import NoReturn

from tools.paths import PYTHON, ROOT


def run_module(name: str) -> NoReturn:
    """Become `python -m name` inside the virtual environment, with this command's arguments."""
    if not PYTHON.exists():
        sys.exit("The virtual environment is missing: run script/setup first.")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "script"), str(ROOT)]),
        "PATH": os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", os.defpath)]),
    }
    os.execve(PYTHON, [str(PYTHON), "-m", name, *sys.argv[1:]], environment)  # noqa: S606
