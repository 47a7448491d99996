"""The project's virtual environment. This module needs nothing but Python itself."""

import os
import sys
from typing import NoReturn

from tools.paths import PYTHON, ROOT


def run_module(name: str) -> NoReturn:
    """Become `python -m name` inside the virtual environment, with this command's arguments."""
    if not PYTHON.exists():
        sys.exit("The virtual environment is missing: run script/setup first.")
    search = os.pathsep.join([str(ROOT / "script"), str(ROOT)])
    os.execve(PYTHON, [str(PYTHON), "-m", name, *sys.argv[1:]], {**os.environ, "PYTHONPATH": search})  # noqa: S606
