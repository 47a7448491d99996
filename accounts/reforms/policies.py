"""Who proposes a change of a unit, and who decides on it.

Units of the government: the finance department of their level or the head of the unit above proposes, the head of
finance decides. A provider's new name comes from the provider itself, and so does its merger into another one, which
the other one agrees to; its registration authority decides on both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules
from django.apps import apps

from accounts.roles import OrganisationKind, Role
from core.actor import Actor
from workflow.policies import of_party, role

Decider = Callable[[Any], Any]
Heirs = Callable[[Actor], Any]
_deciders: dict[str, Decider] = {}
_successors: dict[str, Heirs] = {}
OUTSIDERS = (OrganisationKind.PROVIDER, OrganisationKind.EVALUATOR)
ENDED_HERE = (OrganisationKind.PURCHASER, OrganisationKind.REGULATOR, OrganisationKind.PROVIDER)
"""Kinds of units that end here: whoever spends, oversees or provides. A budget level ends by other means."""


def decided_by(kind: str) -> Callable[[Decider], Decider]:
    """Register who decides on units of that kind: `function(organisation) -> Organisation | None`."""

    def keep(function: Decider) -> Decider:
        _deciders[kind] = function
        return function

    return keep


def succeeded_by(kind: str) -> Callable[[Heirs], Heirs]:
    """Register who may take the place of a unit of that kind: `function(actor) -> query of organisations`."""

    def keep(function: Heirs) -> Heirs:
        _successors[kind] = function
        return function

    return keep


def decider_of(organisation: Any) -> Any:
    """The unit that decides; by default the finance department of the level or of the next one above that has one."""
    found = _deciders[organisation.kind](organisation) if organisation.kind in _deciders else None
    place = organisation.jurisdiction
    units = apps.get_model("accounts.Organisation").objects.filter(is_active=True)
    while found is None and place is not None:
        found = units.filter(kind=OrganisationKind.FINANCE, jurisdiction=place, parent=None).first()
        place = place.parent
    return found


@rules.predicate
def above_others(actor: Actor, subject: Any = None) -> bool:
    """The head of a unit to which others belong."""
    units = apps.get_model("accounts.Organisation").objects
    return actor.has_role(Role.HEAD) and units.filter(parent_id=actor.organisation_id).exists()


finance = role(Role.REVIEWER, Role.FINANCE_HEAD)
proposes_names = finance | role(Role.PROVIDER_HEAD) | above_others
proposes_ends = finance | above_others | role(Role.PROVIDER_HEAD)
"""A provider's head proposes its merger; that a split isn't entered, the step itself explains."""


@rules.predicate
def splits(actor: Actor, subject: Any = None) -> bool:
    """Where there is but one successor, everything goes there."""
    return subject is not None and subject.kind == "split"


assigns = splits & of_party("proposer_id", Role.REVIEWER, Role.FINANCE_HEAD, Role.HEAD)
withdraws = of_party("proposer_id", Role.REVIEWER, Role.FINANCE_HEAD, Role.HEAD, Role.PROVIDER_HEAD)
decides = of_party("decider_id", Role.FINANCE_HEAD, Role.REGULATOR)


@rules.predicate
def is_taken_over(actor: Actor, subject: Any = None) -> bool:
    """A provider's merger binds another company or organisation, which must want it."""
    return subject is not None and subject.needs_agreement


agrees = is_taken_over & of_party("keeper_id", Role.PROVIDER_HEAD)


def successors(actor: Actor) -> Any:
    """Units among which that person may name a successor."""
    found = _successors.get(actor.organisation_kind)
    return found(actor) if found else within_reach(actor).filter(kind__in=ENDED_HERE)


def within_reach(actor: Actor) -> Any:
    """Units about which that person may propose something."""
    units = apps.get_model("accounts.Organisation").objects.filter(is_active=True)
    if actor.has_role(Role.PROVIDER_HEAD):
        return units.filter(pk=actor.organisation_id)
    if actor.organisation_kind == OrganisationKind.FINANCE:
        return units.filter(jurisdiction__code__in=_level(actor)).exclude(kind__in=OUTSIDERS)
    return units.filter(parent_id=actor.organisation_id)


def _level(actor: Actor) -> set[str]:
    """The own level; a finance department also serves places below that have none of their own."""
    units = apps.get_model("accounts.Organisation").objects.filter(
        is_active=True, kind=OrganisationKind.FINANCE
    )
    served = {*units.exclude(pk=actor.organisation_id).values_list("jurisdiction__code", flat=True)}
    return {code for code in actor.jurisdictions if code == actor.jurisdiction or code not in served}
