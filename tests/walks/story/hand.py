"""Doing acts, and ways that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import demo as people
from core.actor import Actor
from workflow import clock
from workflow.engine import create, execute


class Hand:
    """Does acts at once."""

    def make(self, model: Any, step: str, actor: Actor, **data: Any) -> Any:
        return create(model, step, actor, data).subject

    def do(self, subject: Any, step: str, actor: Actor, **data: Any) -> Any:
        return execute(fresh(subject), step, actor, data).subject


HAND = Hand()


def do(subject: Any, step: str, who: str, **data: Any) -> Any:
    """The act of the demonstration person of that account name."""
    return HAND.do(subject, step, people.actor(who), **data)


def fresh(subject: Any) -> Any:
    """The row as it stands in the database."""
    return type(subject)._base_manager.get(pk=subject.pk)


def at(moment: datetime) -> None:
    """Go on to that moment."""
    if moment > clock.legal_now():
        clock.set_legal_now(moment)


@contextmanager
def aside() -> Iterator[None]:
    """A way off the straight path: what is done on it is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
