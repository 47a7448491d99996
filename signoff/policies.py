"""Who lays down a unit's chains, sends something round, and signs."""

from __future__ import annotations

from typing import Any

import rules

from accounts.roles import Role
from core.actor import Actor
from workflow.models import Duty
from workflow.policies import of_party, portal_itself, role, signed_in

RESEND = "signoff.circulation.resend"
HEADS = (Role.HEAD, Role.FINANCE_HEAD, Role.REGULATOR)
"""Who speaks for a unit."""


@rules.predicate
def is_sender(actor: Actor, subject: Any = None) -> bool:
    """Who sent it, or took over from them what came back."""
    if not (actor.is_user and actor.belongs_to(subject.organisation_id)):
        return False
    return actor.user_id == subject.sender_id or _came_to(actor, subject)


def _came_to(actor: Actor, subject: Any) -> bool:
    waiting = Duty.objects.open().filter(subject_id=subject.pk, step=RESEND)
    return waiting.filter(user_id=actor.user_id).exists()


@rules.predicate
def is_asked(actor: Actor, subject: Any = None) -> bool:
    """Who holds the post that a station names, or acts for its holder."""
    if not (actor.is_user and actor.belongs_to(subject.organisation_id)):
        return False
    if subject.role:
        return actor.has_role(subject.role)
    return subject.station.is_held_by(actor.stands_for or actor.membership_id)


lays_down_chains = role(*HEADS)
own_chain = of_party("organisation_id", *HEADS) | portal_itself
sends_round = signed_in
sender = is_sender
signer = is_asked
