"""The budget of the coming year: finance's timetable, one unit ahead of it, one at work, the others late; a line that
the finance system knows before it is approved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from portal.demo.scenes import AFTERNOON, MORNING, NOON, on
from procurement import demo as procurement
from procurement.models import BudgetRound
from workflow.play import Opening, Play, Story

AHEAD, BEHIND, LATE, NONE = "mzj", "wjw", "wgl", "cl"
FINANCE = "czj.shenhe"
CALLED = timedelta(days=58)
UNTIL = {"requests_until": -34, "figures_until": -18, "drafts_until": 6, "approval_until": 24}
"""Days from today to each date."""
DISTRICT = "ngcz"
LATER = {"requests_until": 12, "figures_until": 20, "drafts_until": 26, "approval_until": 32}
LAST_MONTH = 10
WHY_LATE = {"overrides-budget.cutoff_month": "预算管理一体化系统升级，编报时间顺延。"}
CARE, WATCH, GRADING = (
    "失能老年人居家养老上门服务（下一年度）",
    "独居老年人智慧看护服务",
    "社会组织等级评估服务",
)
YOUNG, SCREENING = "婴幼儿照护指导进社区服务", "老年人认知障碍筛查服务"
STAGE = "公益性演出送戏下乡服务"


def openings(today: date) -> list[Opening]:
    return [(on(today - CALLED), "compilation", compiled(today))]


def compiled(today: date) -> Any:
    def story(play: Play) -> Story:
        opened = _opened(play, today, UNTIL)
        _opened_anew(play, today)
        yield play.after(working_days=6, at=AFTERNOON)
        procurement.sent_up(play, opened, AHEAD, _asked_by_the_first())
        yield play.after(working_days=2, at=MORNING)
        behind = procurement.read_from_excel(play, opened, BEHIND, _asked_by_the_second())
        play.do(behind, "send_up", people.actor(f"{BEHIND}.lingdao"))
        _report_nothing(play, opened)
        yield from _reviewed(play, opened)
        _extended(play, opened)
        yield play.after(working_days=1, at=NOON)
        procurement.sent_up(play, opened, LATE, _asked_by_the_last())
        procurement.draft_sent(play, procurement.proposal_of(opened, AHEAD), AHEAD)
        yield play.after(working_days=1, at=MORNING)
        _known_to_the_finance_system(play, opened)

    return story


def _known_to_the_finance_system(play: Play, opened: BudgetRound) -> None:
    """Its workbook brings a line that the approval, still to come, can join."""
    row = procurement.proposal_of(opened, AHEAD).rows.get(title=CARE)
    known = {"title": CARE, "category": row.item.code, "source": row.source, "amount": row.draft}
    line = {**known, "year": opened.year, "code": f"{opened.year}-一体化-0107"}
    imported = procurement.line_import(play, {**line, "approval_number": f"长财预指〔{play.now.year}〕31号"})
    play.do(imported, "enter", people.actor(FINANCE))


def _opened(play: Play, today: date, until: dict[str, int], finance: str = "czj") -> BudgetRound:
    """Of the year after the one in which it is opened, which is over soon after a new year's day."""
    days: dict[str, Any] = {name: today + timedelta(days=n) for name, n in until.items()}
    year, asked = (today - CALLED).year + 1, days["requests_until"]
    late = (asked.year, asked.month) > (year - 1, LAST_MONTH)
    return procurement.budget_round(play, year, finance, **days, **(WHY_LATE if late else {}))


def _opened_anew(play: Play, today: date) -> None:
    """A district has taken the city's dates for its own; nobody has sent anything yet."""
    wrong = _opened(play, today, UNTIL, DISTRICT)
    why = "误用市级时间安排，按区人大会议日程重新布置。"
    play.do(wrong, "call_off", people.actor(f"{DISTRICT}.shenhe"), reason=why)
    _opened(play, today, LATER, DISTRICT)


def _reviewed(play: Play, opened: BudgetRound) -> Story:
    """A question is asked and answered; both get their figures, one with a cut."""
    yield play.after(working_days=2, at=NOON)
    first = procurement.proposal_of(opened, AHEAD)
    asked = {"row": first.rows.get(title=WATCH), "text": "智慧看护设备由谁采购？费用是否已含在单价内？"}
    play.do(first, "ask", people.actor(FINANCE), **asked)
    yield play.after(working_days=1, at=AFTERNOON)
    wrong = {"row": first.rows.get(title=CARE), "text": "单价为何高于上年一倍？"}
    play.do(first, "ask", people.actor(FINANCE), **wrong)
    mistaken = first.questions.get(text=wrong["text"])
    play.do(mistaken, "withdraw", people.actor(FINANCE), reason="误看成另一单位的单价，撤回。")
    answer = "设备由承接主体自备并负责维护，费用含在单价内，不另列支。"
    question = first.questions.get(text=asked["text"])
    play.do(question, "answer", people.actor(f"{AHEAD}.jingban"), answer_text=answer)
    yield play.after(working_days=3, at=MORNING)
    procurement.with_figures(play, procurement.proposal_of(opened, AHEAD), cut=[WATCH])
    procurement.with_figures(play, procurement.proposal_of(opened, BEHIND))
    yield play.after(working_days=8, at=AFTERNOON)


def _extended(play: Play, opened: BudgetRound) -> None:
    """A unit that was late gets three more days."""
    given = {"until": play.now.date() + timedelta(days=3), "reason": "机构改革职能划转，编报基数需重新核对。"}
    play.do(procurement.proposal_of(opened, LATE), "extend", people.actor(FINANCE), **given)


def _report_nothing(play: Play, opened: BudgetRound) -> None:
    play.do(procurement.proposal_of(opened, NONE), "report_nothing", people.actor(f"{NONE}.lingdao"))


def _asked_by_the_first() -> list[dict[str, Any]]:
    return [
        procurement.request_row(CARE, "92.00", 11500, next="1058000.00"),
        procurement.request_row(
            WATCH,
            "350.00",
            1200,
            unit="户",
            kind="new",
            need="独居老年人1200户，按户全年看护，参照外地成交价。",
        ),
        procurement.request_row(
            GRADING, "6500.00", 60, unit="家", item="B02", need="参评社会组织60家，单价与上年相同。"
        ),
    ]


def _asked_by_the_second() -> list[dict[str, Any]]:
    return [
        procurement.request_row(
            YOUNG, "430.00", 1000, unit="场次", item="A10", need="100个社区，每社区10场次，单价参照上年。"
        ),
        procurement.request_row(
            SCREENING,
            "65.00",
            10000,
            unit="人",
            item="A09",
            kind="new",
            need="65岁以上老年人1万人，一次性筛查。",
        ),
    ]


def _asked_by_the_last() -> list[dict[str, Any]]:
    need = "送戏下乡180场，按场次结算，单价参照上年成交价。"
    return [procurement.request_row(STAGE, "4200.00", 180, unit="场", item="A12", need=need)]
