"""Whom and what a pause concerns: registered by the apps that keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workflow.act import Act

if TYPE_CHECKING:
    from core.actor import Actor
    from rulebook.models import Pause

Finder = Callable[["Actor", str], Any]
Mover = Callable[[Act, "Pause"], None]
finders: list[Finder] = []
movers: list[Mover] = []


def find(actor: Actor, words: str) -> Any:
    """The project or tender of that number, if the actor may see it; None otherwise."""
    return next((found for finder in finders if (found := finder(actor, words)) is not None), None)
