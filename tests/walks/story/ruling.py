"""Finance changes the rules; audit takes the event log."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import demo as people
from accounts.models import Jurisdiction
from rulebook.models import CalendarYear, LogExport, ParameterChange, Pause
from rulebook.tasks import end_pauses
from tests.walks.story.hand import HAND, aside, at, do
from workflow import clock

HEAD, REVIEWER, AUDITOR = "czj.juzhang", "czj.shenhe", "sjj.shenji"
HOLIDAYS = {
    "year": 2028,
    "notice": "国办发明电〔2027〕8号",
    "off": [date(2028, 1, 3), date(2028, 1, 26)],
    "work": [date(2028, 1, 8)],
}


def play() -> None:
    changed()
    holidays()
    outage()
    HAND.make(LogExport, "export", people.actor(AUDITOR), purpose="专项审计")


def changed() -> None:
    proposal = HAND.make(
        ParameterChange,
        "propose",
        people.actor(REVIEWER),
        rule_id="suggestion.reply",
        jurisdiction=Jurisdiction.objects.get(code="220100"),
        value=10,
        effective_from=date(2027, 6, 1),
        basis="长财采购〔2026〕9号",
        explanation="缩短答复期限。",
    )
    with aside():
        do(proposal, "refuse", HEAD, reason="暂不调整。")
    with aside():
        do(proposal, "withdraw", REVIEWER)
    do(proposal, "decide", HEAD)
    with aside():
        do(proposal, "end", HEAD, effective_to=date(2027, 12, 31), reason="恢复原期限。")


def holidays() -> None:
    entered = HAND.make(CalendarYear, "enter", people.actor(REVIEWER), **HOLIDAYS)
    with aside():
        do(entered, "refuse", HEAD, reason="日期有误。")
    with aside():
        do(entered, "withdraw", REVIEWER)
    do(entered, "decide", HEAD)


def outage() -> None:
    """Established the day after, for the rest of the day: nothing of the story is in the way of it."""
    now = clock.legal_now()
    given = {
        "kind": "outage",
        "scope": "all",
        "begins_at": now - timedelta(hours=20),
        "ends_at": now + timedelta(hours=1),
        "document": "长政数故障〔2026〕3号",
        "explanation": "机房断电，平台不能使用。",
    }
    proposal = HAND.make(Pause, "propose", people.actor(REVIEWER), **given)
    with aside():
        do(proposal, "refuse", HEAD, reason="故障时间很短。")
    with aside():
        do(proposal, "withdraw", REVIEWER)
    do(proposal, "decide", HEAD, publication_reviewed=True)
    with aside():
        do(proposal, "end", HEAD, ends_at=now, reason="已经恢复供电。", publication_reviewed=True)
    at(now + timedelta(hours=1))
    end_pauses()
