"""Which act is running in this context. Step methods and `save()` of lifecycles demand one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_acts: ContextVar[tuple[tuple[int, str], ...]] = ContextVar("running_acts", default=())


class OutsideExecute(RuntimeError):
    """A state was about to be changed by something else than `workflow.execute`."""


@contextmanager
def act_on(subject: Any, step: str) -> Iterator[None]:
    token = _acts.set((*_acts.get(), (id(subject), step)))
    try:
        yield
    finally:
        _acts.reset(token)


def demand(subject: Any, step: str) -> None:
    if (id(subject), step) not in _acts.get():
        raise OutsideExecute(
            f"{type(subject).__name__}.{step} is a step: call workflow.execute(subject, {step!r}, actor)"
        )


def demand_any(subject: Any) -> None:
    if not _acts.get():
        raise OutsideExecute(
            f"{type(subject).__name__} is saved by workflow.execute and workflow.create only"
        )
