"""Predicates that every app needs. `(actor, subject) -> bool`, combined with `&`, `|` and `~`."""

from __future__ import annotations

import re
from typing import Any

import rules

from core.actor import Actor


@rules.predicate
def portal_itself(actor: Actor, subject: Any = None) -> bool:
    """The portal acting by itself: consequences of other acts, and what falls due."""
    return actor.is_system


@rules.predicate
def signed_in(actor: Actor, subject: Any = None) -> bool:
    """A person in one of their memberships."""
    return actor.is_user and actor.organisation_id is not None


@rules.predicate
def the_public(actor: Actor, subject: Any = None) -> bool:
    """Everybody: signed in, or by an address that has been shown to be their own (`accounts.coded`)."""
    return actor.is_user or actor.is_anonymous


def role(*names: str) -> Any:
    """Holders of at least one of these roles."""

    def holds(actor: Actor, subject: Any = None) -> bool:
        return actor.is_user and actor.has_role(*names)

    return rules.predicate(holds, name=f"role:{'|'.join(names)}")


def of_party(attribute: str, *names: str) -> Any:
    """People of the organisation whose id stands in `subject.<attribute>`, holding one of the roles (any, if none)."""

    def belongs(actor: Actor, subject: Any = None) -> bool:
        party = getattr(subject, attribute, None)
        mine = actor.is_user and actor.belongs_to(party() if callable(party) else party)
        return mine and (not names or actor.has_role(*names))

    return rules.predicate(belongs, name=f"party:{attribute}:{'|'.join(names)}")


def roles_in(policy: Any) -> frozenset[str]:
    """The roles that a policy asks about. None: it asks about persons, or about nothing."""
    named = re.findall(r"(?:\brole|\bparty:\w+):([\w|]+)", getattr(policy, "name", ""))
    return frozenset(role for names in named for role in names.split("|"))
