"""What is ticked in the form by which a deputy is appointed: beforehand, and after one of its buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accounts.actors import of_membership
from accounts.deputies.choices import grouped, ids_for, steps_for
from accounts.models import Membership
from workflow.models import Duty


def waiting_for(membership: Membership) -> list[str]:
    """Steps that are on that colleague's worklist now: what a deputy is wanted for."""
    colleague = replace(of_membership(membership), mandates=())
    duties = Duty.objects.open().for_actor(colleague).filter(personal=False)
    waiting = set(duties.values_list("step", flat=True))
    return [step.id for step in steps_for(membership) if step.id in waiting]


def picked(wanted: str, membership: Membership, now: Iterable[str]) -> list[str]:
    """After a button was pressed: `all`, `none` or `waiting`; `all:` and `none:` tick within one group only."""
    what, _colon, group = wanted.partition(":")
    if not group:
        ways = {"all": ids_for(membership), "waiting": waiting_for(membership)}
        return sorted(ways.get(what, ()))
    own = {one for title, rows in grouped(membership) if title == group for one, _label in rows}
    return sorted({*now} | own if what == "all" else {*now} - own)
