"""Who may act on contracts and payments. Duties that must be separate are separate roles (A7.12)."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import Role
from core.actor import Actor
from workflow.policies import of_party, portal_itself, role

handler_anywhere = role(Role.HANDLER)
"""For first steps that choose their subject: the form offers only what belongs to the own unit."""

purchaser_handler = of_party("purchaser_id", Role.HANDLER)
purchaser_head = of_party("purchaser_id", Role.HEAD)
acceptor = of_party("purchaser_id", Role.ACCEPTOR)
supervisor = of_party("purchaser_id", Role.HANDLER, Role.ACCEPTOR)
"""Those who follow the service on the spot: the handler and the acceptance officer."""

provider_agent = of_party("provider_id", Role.PROVIDER_AGENT, Role.PROVIDER_HEAD)
provider_head = of_party("provider_id", Role.PROVIDER_HEAD)

finance_reviewer = of_party("finance_id", Role.REVIEWER)
treasurer = of_party("finance_id", Role.TREASURER)
authority = of_party("authority_id", Role.HEAD, Role.REGULATOR)
"""The industry authority that a contract names (A7.8: 业务管理部门审批)."""


@rules.predicate
def names_an_authority(actor: Actor, subject: Any = None) -> bool:
    """The contract names an industry authority whose approval each payment needs."""
    return subject is not None and subject.authority_id is not None


either_head = purchaser_head | provider_head

__all__ = [
    "acceptor",
    "authority",
    "either_head",
    "finance_reviewer",
    "handler_anywhere",
    "names_an_authority",
    "portal_itself",
    "provider_agent",
    "provider_head",
    "purchaser_handler",
    "purchaser_head",
    "supervisor",
    "treasurer",
]
