"""Who may change parameters and calendars, and who may take the event log away."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, role

CITY = "220100"
"""Changchun."""


@rules.predicate
def of_finance(actor: Actor, subject: Any = None) -> bool:
    """People of a finance department."""
    return actor.organisation_kind == OrganisationKind.FINANCE


@rules.predicate
def answers_for_the_city(actor: Actor, subject: Any = None) -> bool:
    """Of the city or above it: working days are the same for every district, so no district lays them down."""
    return CITY in actor.jurisdictions


finance_proposer = of_finance & role(Role.REVIEWER, Role.FINANCE_HEAD)
finance_head = of_party("finance_id", Role.FINANCE_HEAD)
change_proposer = of_party("finance_id", Role.REVIEWER, Role.FINANCE_HEAD)
calendar_proposer = finance_proposer & answers_for_the_city
auditor = role(Role.AUDITOR)
