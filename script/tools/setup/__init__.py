"""Makes a bare machine ready: Python packages, browser files, system libraries, translations, static files.

Nothing here needs more than Python itself. Each step is skipped when what it depends on is unchanged.
A link in place of `.venv` or `node_modules` is somebody else's and taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tools.setup import built, node, python, system


def run(*, development: bool = False) -> None:
    """Do all steps, side by side where they don't need each other. Raises `Failed`."""
    python.make_environment()
    with ThreadPoolExecutor() as pool:
        steps: list[Callable[[], None]] = [
            lambda: python.install(development=development),
            lambda: node.install(development=development),
            system.install_pdf_libraries,
        ]
        for future in [pool.submit(step) for step in steps]:
            future.result()
    built.translations()
    built.static_files()
