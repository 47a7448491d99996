"""The acts of a joint conference, from the invitation to what was done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from accounts import demo as people
from procurement.models import Conference
from workflow.clock import legal_now

INVITED = ("mzj", "wjw", "bwb", "rsj", "shzz", "scjg")
AGENDA = ("下一年度购买服务计划编制安排", "购买服务与机构编制协同", "承接主体培育")


def convened(hand: Any, meets_at: datetime | None = None, **values: Any) -> Conference:
    """A conference to which city finance has invited."""
    given = {
        "title": "政府购买服务工作联席会议",
        "meets_at": meets_at or legal_now() + timedelta(days=3),
        "place": "市财政局六楼会议室",
        "units": [people.organisation(key) for key in INVITED],
        "agenda": [{"topic": topic} for topic in AGENDA],
        **values,
    }
    return hand.make(Conference, "convene", people.actor("czj.shenhe"), **given)


def decision(key: str = "mzj", due_on: date | None = None, **values: Any) -> dict[str, Any]:
    """One decision, as the task of a unit."""
    due = due_on or (legal_now() + timedelta(days=30)).date()
    text = "报送下一年度购买服务计划，逐项说明是否涉及新增职能。"
    return {"decision": text, "organisation": people.organisation(key), "due_on": due, **values}


def held(hand: Any, conference: Conference, decisions: list[dict[str, Any]]) -> Conference:
    """The minutes, with what was decided."""
    minutes = "会议听取了各部门意见，明确年度计划由财政部门牵头、会同编制等部门审核确定。"
    actor = people.actor("czj.shenhe")
    return hand.do(conference, "record", actor, minutes=minutes, decisions=decisions)
