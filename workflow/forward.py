"""Moving a demonstration's legal clock forward, with an event that keeps both times."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from workflow import events, outbox
from workflow.clock import advance_to, database_kind, legal_now
from workflow.obstacles import Refusal, Refused

if TYPE_CHECKING:
    from core.actor import Actor

CLOCK = uuid5(NAMESPACE_URL, "portal:legal-clock")
"""The clock has no row that a lifecycle could hold: its events stand under this key."""
FARTHEST = timedelta(days=366)


@transaction.atomic
def forward(actor: Actor, to: datetime) -> datetime:
    """Move to a later moment, at most a year at a time. Raises `Refused` outside a demonstration, or backwards."""
    before = legal_now()
    if database_kind() == "production":
        raise Refused(Refusal.STATE, message=_("Only a demonstration's clock can be moved."))
    if to <= before:
        raise Refused(
            Refusal.INPUT, errors={"to": [_("Choose a later moment: the legal clock never goes back.")]}
        )
    if to - before > FARTHEST:
        raise Refused(Refusal.INPUT, errors={"to": [_("Move by a year at the most at a time.")]})
    after = advance_to(to)
    events.append(
        {
            "v": 1,
            "id": str(uuid4()),
            "at": events.plain(after),
            "occurred_at": events.plain(after),
            "subject_type": "workflow.clock",
            "subject": str(CLOCK),
            "step": "forward",
            "from": "",
            "to": "",
            "outcome": "done",
            "actor": actor.as_values(),
            "channel": "browser",
            "data": {"before": events.plain(before), "after": events.plain(after)},
        }
    )
    transaction.on_commit(outbox.wake, robust=True)
    return after
