"""Who plays whom while a demonstration is played.

Nobody's posts change on the way, so each person is looked up once: the agenda does thousands of acts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

from core.actor import Actor

Asked = ParamSpec("Asked")
_met: ContextVar[dict[Hashable, Actor] | None] = ContextVar("met", default=None)


@contextmanager
def keeping_posts() -> Iterator[None]:
    """Within this, a person is as they were when they were first asked for."""
    before = _met.set({})
    try:
        yield
    finally:
        _met.reset(before)


def once(find: Callable[Asked, Actor]) -> Callable[Asked, Actor]:
    """Ask the database for the same person only once within `keeping_posts`, each time anywhere else."""

    @wraps(find)
    def found(*asked: Asked.args, **named: Asked.kwargs) -> Actor:
        met, key = _met.get(), (find, asked, *named.items())
        if met is None:
            return find(*asked, **named)
        if key not in met:
            met[key] = find(*asked, **named)
        return met[key]

    return found
