"""Telling that a rule was seen at work: the law report counts what was observed, not names of tests."""

from __future__ import annotations

from collections.abc import Callable

Observer = Callable[[str, bool], None]
_observers: list[Observer] = []


def observe(rule_id: str, *, violated: bool = True) -> None:
    """Say that this rule was just found violated (it became an obstacle), or met where it was asked for."""
    for observer in _observers:
        observer(rule_id, violated)


def add_observer(observer: Observer) -> None:
    """Have `observer(rule_id, violated)` called at each observation."""
    _observers.append(observer)


def remove_observer(observer: Observer) -> None:
    _observers.remove(observer)
