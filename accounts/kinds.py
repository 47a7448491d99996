"""Kinds of people, for signing in only: which rules hold for their passwords, and who needs a second factor."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings

from accounts.models import Membership, User
from accounts.roles import OrganisationKind, Role
from workflow.clock import database_kind

OFFICES = {
    OrganisationKind.FINANCE,
    OrganisationKind.PURCHASER,
    OrganisationKind.REGULATOR,
    OrganisationKind.AUDITOR,
    OrganisationKind.PLATFORM,
}


class Kind(StrEnum):
    STAFF = "staff"
    """Officials and operators: the rules of graded protection (等保 8.1.4.1) hold for them."""
    OUTSIDER = "outsider"
    """Providers, evaluators and experts."""


def kind_of(user: User | None) -> Kind:
    """An expert stands in an office's list without being one of its officials."""
    if user is None or user._state.adding:
        return Kind.OUTSIDER
    held = Membership.objects.filter(user_id=user.pk).current().filter(organisation__kind__in=OFFICES)
    return (
        Kind.STAFF
        if any(set(roles) - {Role.EXPERT} for (roles,) in held.values_list("roles"))
        else Kind.OUTSIDER
    )


def needs_second_factor(user: User) -> bool:
    """Whether this person may not work with a password alone. A demonstration stays easy to enter."""
    if database_kind() != "production":
        return False
    held = Membership.objects.filter(user_id=user.pk).current()
    return held.filter(organisation__kind__in=settings.SECOND_FACTOR_FOR).exists()
