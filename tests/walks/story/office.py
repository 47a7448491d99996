"""The office itself: a leave with a deputy."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from accounts import demo as people
from accounts.models import Deputyship, HandOver, Membership
from tests.walks.story.hand import HAND, do
from workflow import clock
from workflow.models import Duty

AWAY, DEPUTY = "mzj.jingban", "mzj.kaibiao"


def play() -> None:
    deputies()
    hand_over()


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


def hand_over() -> None:
    """What was assigned to one person passes to a colleague."""
    giver, taker = member(AWAY), member(DEPUTY)
    duty = Duty.objects.create(
        subject_type="procurement.project",
        subject_id=uuid4(),
        title="养老服务",
        url="/",
        step="no.such.step",
        label="Look",
        organisation_id=giver.organisation_id,
        user_id=giver.user_id,
        arose_at=clock.legal_now(),
    )
    HAND.make(
        HandOver, "hand_over", people.actor(AWAY), giver=giver, taker=taker, note="材料在档案柜第二层。"
    )
    Duty.objects.filter(pk=duty.pk).update(met_at=clock.legal_now())


def member(username: str) -> Membership:
    return Membership.objects.get(user__username=username)
