"""Who cuts a link: the person themself, and who orders the unit that they belong to. Nobody links for another."""

from __future__ import annotations

from typing import Any

import rules

from accounts.policies import orders_unit
from core.actor import Actor


@rules.predicate
def own_or_of_the_unit(actor: Actor, subject: Any = None) -> bool:
    if not actor.is_user or subject is None:
        return False
    return subject.user_id == actor.user_id or (
        orders_unit(actor) and subject.is_of_unit(actor.organisation_id)
    )
