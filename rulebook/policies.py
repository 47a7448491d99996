"""Who may change parameters and calendars, and who may take the event log away."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, role


@rules.predicate
def of_finance(actor: Actor, subject: Any = None) -> bool:
    """People of a finance department."""
    return actor.organisation_kind == OrganisationKind.FINANCE


finance_proposer = of_finance & role(Role.REVIEWER, Role.FINANCE_HEAD)
finance_head = of_party("finance_id", Role.FINANCE_HEAD)
change_proposer = of_party("finance_id", Role.REVIEWER, Role.FINANCE_HEAD)
auditor = role(Role.AUDITOR)
