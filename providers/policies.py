"""Who may see and who may act on providers."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow import policies

STAFF = (Role.PROVIDER_AGENT, Role.PROVIDER_HEAD)


@rules.predicate
def of_providers_kind(actor: Actor, subject: Any = None) -> bool:
    return actor.organisation_kind == OrganisationKind.PROVIDER


of_a_provider = of_providers_kind & policies.role(*STAFF)
"""People who act for an organisation of providers' kind."""

own_staff = policies.of_party("organisation_id", *STAFF)
own_regulator = policies.of_party("regulator_id", Role.REGULATOR)
