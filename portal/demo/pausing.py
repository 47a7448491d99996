"""Two pauses in the city's past: an afternoon without the portal, and a procurement that finance suspended."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from accounts import demo as people
from portal.demo.scenes import MORNING, on
from procurement.models import Project
from rulebook.models import Pause
from rulebook.tasks import end_pauses
from workflow.play import Opening, Play, Story

OUTAGE_ON = date(2025, 6, 11)
LASTED = timedelta(hours=5)
SUSPENDED_FOR = timedelta(days=12)


def openings(weeks: int) -> list[Opening]:
    return [(on(OUTAGE_ON + timedelta(weeks=weeks)), "outage", outage)]


def outage(play: Play) -> Story:
    """Established the same evening, ordered the next morning by a second person; over by then."""
    began = play.now
    yield play.after(hours=6)
    pause = play.make(
        Pause,
        "propose",
        people.actor("czj.shenhe"),
        kind="outage",
        scope="all",
        begins_at=began,
        ends_at=began + LASTED,
        document=f"长政数故障〔{began.year}〕3号",
        explanation="机房供电线路故障，平台当日上午至下午不能访问，恢复后经核查数据完整。",
    )
    yield play.after(days=1, at=MORNING)
    play.do(pause, "decide", people.actor("czj.juzhang"), publication_reviewed=True)
    end_pauses()


def suspension(play: Play, project: Project, finance: str) -> Story:
    """While a complaint is looked into nothing goes on; the complaint turns out to be groundless, so it ends sooner."""
    began: datetime = play.now
    pause = play.make(
        Pause,
        "propose",
        people.actor(f"{finance}.shenhe"),
        kind="suspension",
        scope="subject",
        concerns=project.number,
        begins_at=began,
        ends_at=began + SUSPENDED_FOR,
        document=f"长财采投〔{began.year}〕2号",
        explanation="有供应商对评审组织提出投诉，调查期间暂停采购活动。",
    )
    yield play.after(hours=2)
    pause = play.do(pause, "decide", people.actor(f"{finance}.juzhang"), publication_reviewed=True)
    yield play.after(working_days=5)
    reason = "投诉事项查无事实依据，恢复采购活动。"
    play.do(
        pause,
        "end",
        people.actor(f"{finance}.juzhang"),
        ends_at=play.now,
        reason=reason,
        publication_reviewed=True,
    )
