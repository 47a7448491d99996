"""Who of a unit could take a step, and who of them is left: whoever signed for it doesn't take it as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from workflow.policies import roles_in
from workflow.steps import Step


def takers(step: Step, organisation_id: UUID | None) -> QuerySet[Membership]:
    """By their own roles. A deputy of theirs takes it for them, so that nobody more is left by one."""
    people = Membership.objects.filter(organisation_id=organisation_id, user__is_active=True).current()
    return people.filter(roles__overlap=sorted(roles_in(step.by)))


def left_after(circulation: Any) -> QuerySet[Membership]:
    """Those who could take the step and have signed in no post, nor has anybody for them."""
    return takers(circulation.declared, circulation.organisation_id).exclude(user__in=signers_of(circulation))


def signers_of(circulation: Any) -> set[UUID]:
    """Whoever signed, and whoever was represented in it: the two are one pair of eyes."""
    signed = circulation.signatures.filter(state="signed").values_list("signed_by", "signed_for")
    return {person for pair in signed for person in pair if person is not None}


def leave_somebody(posts: Iterable[Any], people: Iterable[Membership]) -> bool:
    """Whether one of these people is left when each of the posts has been signed for by somebody else."""
    holders = [set(post.holders().values_list("user", flat=True)) for post in posts]
    return any(all(held - {person.user_id} for held in holders) for person in people)
