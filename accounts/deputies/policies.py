"""Who appoints a deputy, and who ends it."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import Role
from core.actor import Actor

HEADS = (Role.HEAD, Role.FINANCE_HEAD, Role.PROVIDER_HEAD)


@rules.predicate
def in_a_unit(actor: Actor, subject: Any = None) -> bool:
    """Somebody who acts for an organisation. For whom they may appoint, is checked with the input."""
    return actor.is_user and actor.organisation_id is not None and bool(actor.roles)


@rules.predicate
def concerned(actor: Actor, subject: Any = None) -> bool:
    """The one represented, the deputy, and the head of their unit."""
    if not actor.is_user or subject is None or not actor.belongs_to(subject.organisation_id):
        return False
    own = {subject.principal.user_id, subject.deputy.user_id}
    return actor.user_id in own or actor.has_role(*HEADS)
