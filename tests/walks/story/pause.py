"""A pause that moves the closing time of a tender."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from rulebook.models import Pause
from sourcing.models import Tender
from tests.walks.story.hand import HAND, do
from workflow import clock


def postponing(tender: Tender) -> None:
    now = clock.legal_now()
    pause = HAND.make(
        Pause,
        "propose",
        people.actor("czj.shenhe"),
        kind="suspension",
        scope="subject",
        concerns=tender.project.number,
        begins_at=now,
        ends_at=now + timedelta(days=5),
        document="长财采投〔2026〕2号",
        explanation="处理投诉期间暂停采购活动。",
    )
    do(pause, "decide", "czj.juzhang", publication_reviewed=True)
