"""Who may act in an evaluation, and who sees what of it."""

from __future__ import annotations

from typing import Any

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, portal_itself, role

opens = role(Role.HANDLER, Role.REVIEWER)
"""A purchaser's handler, or finance for a key evaluation (A7.9); whose contract it is, is checked with the input."""
organiser = of_party("organiser_id", Role.HANDLER, Role.REVIEWER)
organiser_head = of_party("organiser_id", Role.HEAD, Role.FINANCE_HEAD)
purchaser = of_party("purchaser_id", Role.HANDLER)
evaluator = of_party("evaluator_id", Role.EVALUATOR)
provider = of_party("provider_id", Role.PROVIDER_AGENT, Role.PROVIDER_HEAD)
organiser_or_portal = organiser | portal_itself

WATCHING = frozenset({OrganisationKind.FINANCE, OrganisationKind.AUDITOR})
"""Kinds of organisation that see every evaluation of their jurisdictions (A7.9, A7.15)."""


def watches(actor: Actor, evaluation: Any) -> bool:
    """Finance and audit of the jurisdiction or one above it."""
    return actor.organisation_kind in WATCHING and evaluation.jurisdiction_code() in actor.jurisdictions


def sees_sheet(actor: Actor, evaluation: Any, party: str) -> bool:
    """Purchaser and third party judge without knowing of each other; both sheets open once they are combined."""
    if not (actor.is_user and actor.organisation_id):
        return False
    if evaluation.is_combined:
        return True
    own = {"purchaser": evaluation.purchaser_id, "third_party": evaluation.evaluator_id}
    return actor.belongs_to(own.get(party)) or (
        watches(actor, evaluation) and not actor.belongs_to(evaluation.organiser_id)
    )


def sees_participation(actor: Actor, evaluation: Any) -> bool:
    """How many answered in each stratum: for who runs the survey and who watches over it, never for the provider."""
    return actor.belongs_to(evaluation.evaluator_id) or watches(actor, evaluation)


def sees_result(actor: Actor, evaluation: Any) -> bool:
    """The combined result before it is published: all who take part, once it stands."""
    return evaluation.is_combined
