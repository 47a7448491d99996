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
        observer(str(rule_id), violated)  # what refuses may name a choice that is called by its rule


def add_observer(observer: Observer) -> None:
    """Have `observer(rule_id, violated)` called at each observation."""
    _observers.append(observer)


def remove_observer(observer: Observer) -> None:
    _observers.remove(observer)


def observe_found(rules: Iterable[str]) -> None:
    """Say which rules an act ran into, whether they stopped it or were passed with a reason."""
    for rule in {rule for rule in rules if rule}:
        observe(rule)


def observe_met(step: Any, passed: Iterable[str] = (), found: Iterable[str] = ()) -> None:
    """Say which rules an act met that was done: all that are at work in its step, and those whose value it asked
    for (`found`), but not those passed by a reason."""
    if _observers:
        for rule in (rules_of(step) | set(found)) - set(passed):
            observe(rule, violated=False)
