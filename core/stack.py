"""Room for deep calls in one piece.

CPython keeps the frames of a thread's calls in pieces of 16 KiB, asks the system for a piece when a call no longer fits
and gives it back when that call returns. Where a loop happens to run at the edge of a piece, each turn costs two system
calls and a page fault. Django's layers cross several edges per request: a fifth
of the time of many pages went there, and of all tests. A frame that
says it needs more than half a megabyte is given a piece of a whole one, and all that it calls fits into the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

SLOTS = 2**16
"""Of eight bytes, a little above a power of two with the frame's own: the piece is twice as large, half of it free.
Memory that no call reaches is never touched, so it costs addresses only."""


def _call(function: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
    return function(*args, **kwargs)


_call.__code__ = _call.__code__.replace(co_stacksize=SLOTS)


def roomy(function: Callable[P, R]) -> Callable[P, R]:
    """That function, with half a megabyte for the frames of whatever it calls."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        return _call(function, args, kwargs)

    return called
