"""A joint conference: convened, changed, cancelled, held, and its decisions carried out."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from procurement import demo as procurement
from tests.walks.story.hand import HAND, aside, at, do
from workflow import clock


def play() -> None:
    begins = clock.legal_now() + timedelta(hours=1)
    conference = procurement.convened(HAND, begins)
    units = [people.organisation(key) for key in ("mzj", "bwb")]
    changed = {"title": "购买服务联席会议", "meets_at": begins, "place": "市财政局", "units": units}
    do(conference, "revise", "czj.shenhe", **changed, agenda=[{"topic": "年度计划"}])
    with aside():
        do(conference, "cancel", "czj.shenhe", reason="改为书面征求意见。")
    at(begins + timedelta(hours=2))
    procurement.held(HAND, conference, [procurement.decision()])
    do(conference.tasks.get(), "report", "mzj.lingdao", outcome="计划已报送市财政局。")
