"""The office itself: a leave with a deputy."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from accounts.models import Deputyship, Membership
from tests.walks.story.hand import HAND, do
from workflow import clock

AWAY, DEPUTY = "mzj.jingban", "mzj.kaibiao"


def play() -> None:
    deputies()


def deputies() -> None:
    """Still to come when it is ended: the rest of the story is the colleague's own work."""
    first = clock.legal_date() + timedelta(days=30)
    appointed = HAND.make(
        Deputyship,
        "appoint",
        people.actor(AWAY),
        principal=member(AWAY),
        deputy=member(DEPUTY),
        first_day=first,
        last_day=first + timedelta(days=4),
        note="年休假",
        steps=["procurement.project.present", "procurement.project.prepare"],
    )
    do(appointed, "end", AWAY, reason="休假推迟。")


def member(username: str) -> Membership:
    return Membership.objects.get(user__username=username)
