"""Who may see and who may act on providers."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow import policies

STAFF = (Role.PROVIDER_AGENT, Role.PROVIDER_HEAD)


@rules.predicate
def of_a_provider(actor: Actor, subject: Any = None) -> bool:
    """People who act for an organisation of providers' kind."""
    return actor.is_user and actor.organisation_kind == OrganisationKind.PROVIDER and actor.has_role(*STAFF)


own_staff = policies.of_party("organisation_id", *STAFF)
own_regulator = policies.of_party("regulator_id", Role.REGULATOR)
