"""Telling that a rule was seen at work: the law report counts what was observed, not names of tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from workflow.law.biting import rules_of

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


def observe_act(step: Any, violated: Iterable[str], *, done: bool) -> None:
    """Say what an act showed: the rules that stood against it; and if it was done, those that it met."""
    if not _observers:
        return
    against = {rule for rule in violated if rule}
    for rule in against:
        observe(rule)
    if done:
        for rule in rules_of(step) - against:
            observe(rule, violated=False)
