"""How apps give their share to the pages of the shell, without either knowing the other.

Every app may have a `panels.py` with functions of agreed names; `portal.panels` documents them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings


def collect(function: str, *args: Any) -> Iterator[Any]:
    """Call `function` in each app's `panels.py` that has it, in the order of `PORTAL_APPS`; chain what they give."""
    for room in _rooms():
        give = getattr(room, function, None)
        if give is not None:
            yield from give(*args)


@cache
def _rooms() -> list[ModuleType]:
    """Every page asks them all; looking for a file that isn't there takes longer than what most of them do."""
    names = [f"{apps.get_app_config(app).name}.panels" for app in settings.PORTAL_APPS]
    return [import_module(name) for name in names if name != __name__ and find_spec(name) is not None]
