"""Before which steps a unit can lay down a chain: decisions that its own people take."""

from __future__ import annotations

from accounts.models import Membership
from core.actor import Actor
from workflow import registry
from workflow.policies import roles_in
from workflow.steps import Mark, Step

OWN = "signoff"


def choices(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Steps by what they are steps of, for a form."""
    held = roles_of_unit(actor)
    groups: dict[str, list[tuple[str, str]]] = {}
    for step in registry.lifecycles.all_steps():
        if can_wait(step) and roles_in(step.by) & held:
            groups.setdefault(str(step.model._meta.verbose_name), []).append((step.id, str(step.label)))
    return list(groups.items())


def can_wait(step: Step) -> bool:
    """A decision by authority on something that is there and isn't sealed."""
    decision = step.mark is Mark.DECISION and not step.hidden and not step.first and not step.sealed
    return decision and step.model._meta.app_label != OWN


def roles_of_unit(actor: Actor) -> set[str]:
    """All roles that somebody of the actor's unit holds today."""
    current = Membership.objects.filter(organisation_id=actor.organisation_id).current()
    return {role for membership in current for role in membership.roles}
