"""Which roles one person may not hold together. Asked where posts are given and where a deputy is appointed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.separation.table import PostPair, table
from workflow.obstacles import Obstacle, stop

if TYPE_CHECKING:
    from accounts.models import Organisation


def is_small(organisation: Organisation) -> bool:
    """An office of at most three people."""
    people = organisation.memberships.current().filter(user__is_active=True)
    return people.values("user").distinct().count() <= table().small


def clashes(roles: Iterable[str], organisation: Organisation) -> list[PostPair]:
    """Pairs among the roles of one membership that this organisation may not join."""
    held = set(roles)
    return _lawless([pair for pair in table().posts if held >= set(pair.roles)], organisation)


def clashes_between(own: Iterable[str], asked: Iterable[str], organisation: Organisation) -> list[PostPair]:
    """Pairs of which one role is somebody's own and the other one that they would act in for a while."""
    mine, other = set(own), set(asked)
    found = [
        pair
        for pair in table().posts
        for first, second in (pair.roles, pair.roles[::-1])
        if first in mine and second in other and second not in mine
    ]
    return _lawless(found, organisation)


def obstacles(roles: Iterable[str], organisation: Organisation, field: str = "roles") -> Iterator[Obstacle]:
    """What stands against giving somebody these roles."""
    for pair in clashes(roles, organisation):
        if pair.small:
            text = _(
                "%(pair)s must stay with different people; only an office of at most three may join them."
            )
        else:
            text = _("%(pair)s must stay with different people.")
        yield stop(text % {"pair": pair}, pair.rule, field=field)


def _lawless(found: list[PostPair], organisation: Organisation) -> list[PostPair]:
    if any(pair.small for pair in found) and is_small(organisation):
        return [pair for pair in found if not pair.small]
    return found
