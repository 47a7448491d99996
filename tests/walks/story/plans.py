"""The annual plan of the coming year: drawn up, heard about, returned, confirmed and adjusted."""

from __future__ import annotations

from accounts import demo as people
from procurement import demo as procurement
from procurement.models import PurchasePlan
from tests.walks.story.hand import HAND, aside, do

TRANSFER = {"function": "居家养老服务的直接组织", "since": "2026-01-01", "basis": "长编发〔2025〕31号"}
YEAR = 2027


def play() -> None:
    plan = HAND.make(PurchasePlan, "open", people.actor("mzj.jingban"), year=YEAR)
    named = {"new_or_temporary": True, "function_note": "新增职能，试点两年。"}
    rows = [procurement.plan_line("社区助餐配送", "620000.00", **named)]
    plan = do(plan, "fill", "mzj.jingban", lines=rows)
    plan = do(plan, "submit", "mzj.lingdao")
    with aside():
        do(plan, "give_back", "czj.shenhe", reason="请核对金额。")
    plan = procurement.ask(HAND, plan)
    posts = [{"line": str(line.pk), "posts": 0} for line in plan.lines.all()]
    said = {"posts": posts, "transfers": [TRANSFER], "verdict": "remarks", "text": "不增加编制。"}
    procurement.answered(HAND, plan, staffing=said)
    plan = procurement.confirm(HAND, plan)
    procurement.publish_intentions(HAND, plan)
    with aside():
        do(plan, "adjust", "mzj.jingban", reason="上级追加任务。")
