"""A template that names a variable nobody gave it is a mistake that Django would hide."""

from __future__ import annotations

import sys
from types import FrameType

from django.conf import settings


class Undefined(str):
    """Stands for `string_if_invalid`: fails for the project's templates, is empty in those of others."""

    __slots__ = ()

    def __new__(cls) -> Undefined:
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        origin = _origin(sys._getframe(1))
        if origin.startswith(str(settings.BASE_DIR / "templates")):
            raise AssertionError(f"{origin}: {{{{ {variable} }}}} is not defined")
        return ""


def _origin(frame: FrameType | None) -> str:
    """The template that is being rendered: Django's nodes know where they stand."""
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None:
            return str(origin.name)
        frame = frame.f_back
    return ""
