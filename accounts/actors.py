"""From a session to an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.deputies.mandates import mandates_of
from accounts.models import Deputyship, Jurisdiction, Membership, Organisation, User
from accounts.reforms.names import archives_of
from core.actor import ALWAYS, ANONYMOUS, Actor, ActorKind

SESSION_KEY = "membership"


def of_membership(membership: Membership, confirmed_until: datetime | None = None) -> Actor:
    """The person of that membership, acting in it, with what they may do in colleagues' stead."""
    organisation, user = membership.organisation, membership.user
    code = organisation.jurisdiction.code
    actor = Actor(
        kind=ActorKind.USER,
        user_id=user.pk,
        user_name=user.name,
        membership_id=membership.pk,
        organisation_id=organisation.pk,
        organisation_name=str(organisation),
        organisation_kind=organisation.kind,
        section_id=membership.section_id,
        leads=membership.leads,
        roles=frozenset(membership.roles),
        jurisdiction=code,
        jurisdictions=with_below(code),
        confirmed_until=confirmed_until,
        archives=archives_of(organisation.pk) if membership.keeps_files else frozenset(),
    )
    return replace(actor, mandates=mandates_of(membership, actor)) if membership.deputises else actor


def played(membership: Membership) -> Actor:
    """That person as played by the demonstration's agenda or by a test: they confirm whenever they are asked."""
    return of_membership(membership, ALWAYS)


def with_below(code: str) -> frozenset[str]:
    """A jurisdiction and all that answer to it."""
    parents = dict(Jurisdiction.objects.values_list("code", "parent__code"))
    found = {code}
    while more := {c for c, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)


def memberships_of(user: User) -> list[Membership]:
    """What the person can act as today, by organisation.

    Asked at every request: what nearly nobody has, a mandate or another unit's files, is found out along the way.
    """
    rows = Membership.objects.filter(user=user).current()
    closed = Organisation._base_manager.filter(successor_id=OuterRef("organisation_id"))
    away = Deputyship.objects.running().filter(deputy_id=OuterRef("pk"))
    rows = rows.annotate(keeps_files=Exists(closed), deputises=Exists(away))  # type: ignore[no-redef]
    return list(
        rows.select_related("user", "organisation__jurisdiction").order_by("organisation__sort_key", "pk")
    )


def choose(current: Sequence[Membership], wanted: str | UUID | None) -> Membership | None:
    """The membership that the session asks for if it still counts, else the first one."""
    return next((m for m in current if str(m.pk) == str(wanted)), current[0] if current else None)


def actor_for(
    user: User,
    current: Sequence[Membership],
    wanted: str | UUID | None,
    confirmed_until: datetime | None = None,
) -> Actor:
    """The actor of a signed-in person with those memberships."""
    membership = choose(current, wanted)
    if membership is None:
        return Actor(kind=ActorKind.USER, user_id=user.pk, user_name=user.name)
    return of_membership(membership, confirmed_until)


__all__ = [
    "ANONYMOUS",
    "SESSION_KEY",
    "actor_for",
    "choose",
    "memberships_of",
    "of_membership",
    "played",
    "with_below",
]
