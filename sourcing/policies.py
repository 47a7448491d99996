"""Who may act in sourcing."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow import policies

BIDDERS = (Role.PROVIDER_AGENT, Role.PROVIDER_HEAD)
OPENER = "opener"
"""Name by which the opener acts: a process of its own with its own database role."""

purchaser_handler = policies.of_party("purchaser_id", Role.HANDLER)
purchaser_head = policies.of_party("purchaser_id", Role.HEAD)
purchaser_staff = policies.of_party("purchaser_id", Role.HANDLER, Role.HEAD)
finance_reviewer = policies.of_party("finance_id", Role.REVIEWER)
bidder_who_is_asked = policies.of_party("provider_id", *BIDDERS)
may_enrol = policies.role(Role.OPENING_OFFICER)


@rules.predicate
def of_purchaser(actor: Actor, subject: Any = None) -> bool:
    return actor.organisation_kind == OrganisationKind.PURCHASER


drafts_tenders = of_purchaser & policies.role(Role.HANDLER)
"""Handlers of any purchaser; whose project it is, is checked with the input."""


@rules.predicate
def bids_for_a_provider(actor: Actor, subject: Any = None) -> bool:
    return actor.is_user and actor.organisation_kind == OrganisationKind.PROVIDER and actor.has_role(*BIDDERS)


@rules.predicate
def own_key(actor: Actor, subject: Any = None) -> bool:
    return actor.is_user and subject is not None and subject.user_id == actor.user_id


@rules.predicate
def listed_official(actor: Actor, subject: Any = None) -> bool:
    """One who was named at publication to take part in this opening."""
    return (
        actor.is_user
        and subject is not None
        and subject.officials.filter(key__user_id=actor.user_id).exists()
    )


@rules.predicate
def the_opener(actor: Actor, subject: Any = None) -> bool:
    return actor.is_system and actor.token == OPENER


@rules.predicate
def own_seat(actor: Actor, subject: Any = None) -> bool:
    return actor.is_user and subject is not None and subject.user_id == actor.user_id


@rules.predicate
def chair(actor: Actor, subject: Any = None) -> bool:
    """The expert who chairs the panel of this tender."""
    if not actor.is_user or subject is None:
        return False
    return subject.seats.sitting().filter(user_id=actor.user_id, is_chair=True).exists()
