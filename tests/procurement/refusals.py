"""Trying a step that should be refused, and saying why it was."""

from __future__ import annotations

from typing import Any

from core.actor import Actor
from workflow.availability import obstacles_of
from workflow.engine import create, execute
from workflow.obstacles import Refused


def refusal(subject: Any, step: str, actor: Actor, **data: Any) -> Refused:
    """The refusal of a step; fails when the step was done."""
    try:
        done = (
            create(subject, step, actor, data)
            if isinstance(subject, type)
            else execute(subject, step, actor, data)
        )
    except Refused as refused:
        return refused
    raise AssertionError(f"{step} was done: {done}")


def guard_rules(subject: Any, step: str, actor: Actor) -> set[str]:
    """The rules that the guards of a step name before the click."""
    return {o.rule for o in obstacles_of(type(subject).steps()[step], subject, actor)}
