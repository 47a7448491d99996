"""Who may do what with published notices. Reading them needs no policy: they are for everybody."""

from __future__ import annotations

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow import policies

may_propose = policies.role(Role.HANDLER, Role.HEAD, Role.REVIEWER, Role.FINANCE_HEAD, Role.REGULATOR)
"""Whoever publishes may notice that something should not have been said."""

may_decide = policies.of_party("organisation_id", Role.HEAD, Role.FINANCE_HEAD, Role.REGULATOR)
"""The head of the same organisation; that it is another person is a guard."""


def oversees(actor: Actor, jurisdiction: str) -> bool:
    """Finance of a jurisdiction answers for what is published in it and below it."""
    return actor.organisation_kind == OrganisationKind.FINANCE and jurisdiction in actor.jurisdictions
