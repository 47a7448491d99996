"""What finance has changed in the demonstration. The documents are invented."""

from __future__ import annotations

from datetime import date, datetime

from accounts import demo as people
from accounts.models import Jurisdiction
from rulebook.models import LogExport, ParameterChange
from workflow.clock import SHANGHAI
from workflow.play import Opening, Play, Story

CITY, NANGUAN = "220100", "220102"


def openings() -> list[Opening]:
    """The stories of the rulebook, each with its beginning."""
    return [
        (_at(2024, 3, 11), "rules-answers", answers_come_sooner),
        (_at(2024, 12, 2), "rules-records", records_are_kept_longer),
        (_at(2025, 9, 8), "rules-nanguan", the_district_may_not_be_laxer),
        (_at(2026, 10, 26), "rules-security", smaller_bid_security),
        (_at(2026, 6, 15), "rules-export", audit_takes_the_log),
    ]


def answers_come_sooner(play: Play) -> Story:
    """The city gives itself ten working days instead of fifteen to answer the public."""
    change = _propose(
        play,
        "czj.shenhe",
        "suggestion.reply",
        10,
        date(2024, 4, 1),
        "长财采购〔2024〕9号",
        "群众反映答复偏慢，缩短答复期限。",
    )
    yield play.after(working_days=2)
    play.do(change, "decide", people.actor("czj.juzhang"))


def records_are_kept_longer(play: Play) -> Story:
    change = _propose(
        play,
        "czj.shenhe",
        "record.retention",
        20,
        date(2025, 1, 1),
        "长财采购〔2024〕41号",
        "与市档案馆进馆年限一致，采购档案保存二十年。",
    )
    yield play.after(working_days=3)
    play.do(change, "decide", people.actor("czj.juzhang"))


def the_district_may_not_be_laxer(play: Play) -> Story:
    """Refused at once: the city answers in ten working days, the district wanted twelve. Then it proposes eight."""
    wanted = {
        "rule_id": "suggestion.reply",
        "jurisdiction": _place(NANGUAN),
        "effective_from": date(2025, 10, 1),
    }
    wanted |= {"basis": "南财〔2025〕15号", "explanation": "结合本区办理力量确定。"}
    play.tried(ParameterChange(), "propose", people.actor("ngcz.shenhe"), value=12, **wanted)
    yield play.after(hours=1)
    change = play.make(ParameterChange, "propose", people.actor("ngcz.shenhe"), value=8, **wanted)
    yield play.after(working_days=1)
    play.do(change, "decide", people.actor("ngcz.juzhang"))


def smaller_bid_security(play: Play) -> Story:
    """Waits for the head of finance today."""
    _propose(
        play,
        "czj.shenhe",
        "deposit.bid_max",
        1,
        date(2027, 1, 1),
        "长财采购〔2026〕33号",
        "降低投标保证金比例，减轻供应商负担。",
    )
    yield play.now


def audit_takes_the_log(play: Play) -> Story:
    play.make(LogExport, "export", people.actor("sjj.shenji"), purpose="2026年上半年政府购买服务专项审计")
    yield play.now


def _propose(
    play: Play, by: str, rule_id: str, value: int, since: date, basis: str, explanation: str
) -> ParameterChange:
    return play.make(
        ParameterChange,
        "propose",
        people.actor(by),
        rule_id=rule_id,
        jurisdiction=_place(CITY),
        value=value,
        effective_from=since,
        basis=basis,
        explanation=explanation,
    )


def _place(code: str) -> Jurisdiction:
    return Jurisdiction.objects.get(code=code)


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=SHANGHAI)
