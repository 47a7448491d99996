"""From a deputyship that runs to the mandate that an actor carries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accounts.deputies.choices import with_what_follows
from accounts.deputies.models import Deputyship
from core.actor import Actor, Mandate

if TYPE_CHECKING:
    from accounts.models import Membership


def mandates_of(membership: Membership, actor: Actor) -> tuple[Mandate, ...]:
    """What the person of that membership may do in colleagues' stead at this moment.

    Whoever has left, or whose account is closed, is represented by nobody: with the post went its powers.
    """
    rows = Deputyship.objects.running().filter(deputy=membership, principal__user__is_active=True)
    found = rows.filter(principal__in=type(membership).objects.current()).select_related("principal__user")
    return tuple(
        Mandate(
            row.pk,
            with_what_follows(row.covered),
            _represented(row.principal, actor),
            row.since,
            row.until,
        )
        for row in found
    )


def _represented(principal: Membership, deputy: Actor) -> Actor:
    """The colleague as an actor: of the same organisation."""
    return replace(
        deputy,
        user_id=principal.user_id,
        user_name=principal.user.name,
        membership_id=principal.pk,
        roles=frozenset(principal.roles),
        section_id=principal.section_id,
        leads="",
        mandates=(),
    )
