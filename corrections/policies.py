"""Who proposes a correction, who confirms it, who settles what comes after."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import Role
from core.actor import Actor
from workflow.policies import role

WORKS = (
    Role.HANDLER,
    Role.HEAD,
    Role.ACCEPTOR,
    Role.REVIEWER,
    Role.FINANCE_HEAD,
    Role.TREASURER,
    Role.PROVIDER_AGENT,
    Role.PROVIDER_HEAD,
    Role.REGULATOR,
)
"""Roles in which entries are made and answered for."""


@rules.predicate
def may_correct_the_entry(actor: Actor, subject: Any = None) -> bool:
    """The entry says whose it is; true as long as nobody has said which entry."""
    entry = subject.entry if subject is not None else None
    return entry is None or bool(entry.by(actor, subject.target))


@rules.predicate
def is_decider(actor: Actor, subject: Any = None) -> bool:
    """Who holds the role in the organisation that confirms."""
    return actor.belongs_to(subject.decider_id) and actor.has_role(subject.decider_role)


@rules.predicate
def is_proposer(actor: Actor, subject: Any = None) -> bool:
    return (
        actor.is_user and actor.user_id == subject.proposed_by and actor.belongs_to(subject.organisation_id)
    )


@rules.predicate
def is_of_the_proposers(actor: Actor, subject: Any = None) -> bool:
    """People of the unit that proposed it, who could have: where something is left to be settled."""
    mine = subject.settler_id is not None and actor.belongs_to(subject.organisation_id)
    return mine and bool(subject.entry.by(actor, subject.target))


proposes = role(*WORKS) & may_correct_the_entry
confirms = role(*WORKS) & is_decider
withdraws = is_proposer
settles = role(*WORKS) & is_of_the_proposers
