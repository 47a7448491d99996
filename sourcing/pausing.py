"""What a pause of periods does to tenders: bids close later, never earlier, and never once the opening has begun."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.actor import Actor
from rulebook.models import Pause
from sourcing.models import Tender
from workflow import law
from workflow.act import Act
from workflow.clock import SHANGHAI
from workflow.engine import follow
from workflow.law import local_day

WAITING = (Tender.State.PUBLISHED, Tender.State.CLOSED)


def find(actor: Actor, words: str) -> Any:
    """The tender of that number; the first one of a project bears the project's own."""
    return Tender.objects.visible_to(actor).filter(number=words, round__gt=1).first()


def postpone(act: Act, pause: Pause) -> None:
    """Put off the closing of every tender that the pause touches."""
    for tender in Tender.objects.filter(state__in=WAITING).select_related("purchaser__jurisdiction"):
        if pause.touches(tender) and (closes_at := put_off(tender, pause, act.now)):
            follow(act, tender, "postpone", closes_at=closes_at, document=pause.document)


def put_off(tender: Tender, pause: Pause, now: datetime) -> datetime | None:
    """When bids close then: as many days later as the pause takes, at the same hour of a working day.

    A deadline that has passed moves only where it fell into an outage or force majeure, so that nobody could meet
    it, and only while nobody has given a part of the key.
    """
    if now >= tender.closes_at and not _fell_into(tender, pause):
        return None
    if pause.begins_at >= tender.closes_at or not tender.published_at or pause.ends_at <= tender.published_at:
        return None
    closes = local_day(tender.closes_at)
    last = law.run_on(local_day(tender.published_at), closes, [pause.span])
    if last == closes:
        return None
    return datetime.combine(law.roll(last, [pause.span]), tender.closes_at.astimezone(SHANGHAI).timetz())


def _fell_into(tender: Tender, pause: Pause) -> bool:
    within = pause.begins_at < tender.closes_at < pause.ends_at
    return within and not pause.is_suspension and not tender.opening_has_begun
