"""Who orders a unit: its head, and the administrator whom the unit itself has named."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import LEADERS, Role
from core.actor import Actor
from workflow.policies import of_party, role

ORDERERS = (*LEADERS, Role.ADMIN)

orders_unit = role(*ORDERERS)
"""In the organisation for which one acts: what is ordered is always one's own unit."""
orders_section = of_party("organisation_id", *ORDERERS)


@rules.predicate
def founds_unit(actor: Actor, subject: Any = None) -> bool:
    """The operator of the portal at its foundation: a unit's first administrator is taken on by nobody of the unit."""
    return actor.is_system and actor.organisation_id is not None


@rules.predicate
def sees_order(actor: Actor, subject: Any = None) -> bool:
    """Chiefs know who is where; others know their colleagues by what waits for them."""
    return orders_unit(actor) or (actor.is_user and bool(actor.leads))
