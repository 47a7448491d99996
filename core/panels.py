"""How apps give their share to the pages of the shell, without either knowing the other.

Every app may have a `panels.py` with functions of agreed names; `portal.panels` documents them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings


def collect(function: str, *args: Any) -> Iterator[Any]:
    """Call `function` in each app's `panels.py` that has it, in the order of `PORTAL_APPS`; chain what they give."""
    for app in settings.PORTAL_APPS:
        name = f"{apps.get_app_config(app).name}.panels"
        if name == __name__ or find_spec(name) is None:
            continue
        give = getattr(import_module(name), function, None)
        if give is not None:
            yield from give(*args)
