"""Finance changes the rules; audit takes the event log."""

from __future__ import annotations

from datetime import date

from accounts import demo as people
from accounts.models import Jurisdiction
from rulebook.models import CalendarYear, LogExport, ParameterChange
from tests.walks.story.hand import HAND, aside, do

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
