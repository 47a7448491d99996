"""What passes on when a unit ends. Each app says what it holds, what stands in the way, and lets it go to the heirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from workflow.obstacles import Obstacle

if TYPE_CHECKING:
    from accounts.models import Organisation, Reform
    from workflow.act import Act

Heirs = dict[UUID, UUID]
"""By key of what has passed on: the organisation that has it now."""


@dataclass(frozen=True)
class Item:
    """Something of a unit that goes to exactly one of its successors."""

    id: UUID
    label: str
    what: Any
    url: str = ""
    divisible: Decimal | None = None
    """How much of its money may be given to another successor than the rest."""


class Passing:
    """One app's share. Override what applies."""

    def items(self, unit: Organisation) -> Iterable[Item]:
        """What is open there and goes on with a successor."""
        return ()

    def hindrances(self, unit: Organisation, heirs: list[Organisation]) -> Iterable[Obstacle]:
        """What must be finished before the unit may end, each with the place where."""
        return ()

    def own_affairs(self, unit: Organisation) -> Iterable[Obstacle]:
        """What else must be finished first, and only the unit's own people may be told by name."""
        return ()

    def apart(self, unit: Organisation) -> Iterable[Item]:
        """What goes along with an item, and may be given to another successor instead."""
        return ()

    def objections(self, reform: Reform) -> Iterable[Obstacle]:
        """What can't be carried out, or no longer, of what was said of a split."""
        return ()

    def pass_on(self, act: Act, unit: Organisation, heir_of: Callable[[UUID], Organisation]) -> Heirs:
        """Let it go to the successors. Returns what went where, so that open duties go along."""
        return {}

    def renamed(self, act: Act, unit: Organisation) -> None:
        """A unit has another name from now on."""


_shares: list[Passing] = []


def register(share: type[Passing]) -> type[Passing]:
    """Call it in `AppConfig.ready()`, by importing the module."""
    _shares.append(share())
    return share


def shares() -> list[Passing]:
    return list(_shares)


def items_of(unit: Organisation) -> list[Item]:
    return [item for share in _shares for item in share.items(unit)]


def apart_of(unit: Organisation) -> list[Item]:
    return [item for share in _shares for item in share.apart(unit)]


def divisible_of(unit: Organisation) -> list[Item]:
    return [item for item in items_of(unit) if item.divisible is not None]
