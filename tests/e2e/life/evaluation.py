"""Three parties evaluate; the provider replies; the result is published."""

from __future__ import annotations

from tests.e2e.life.application import HANDLER, TITLE
from tests.e2e.people import People

EVALUATOR = "mz3.pingjia"


def appoint(people: People) -> None:
    """The indicators are those of the tender; an independent third party is engaged and declares so."""
    handler = people[HANDLER].take_up("公布评价结果", TITLE).press("启动绩效评价").send("启动绩效评价")
    handler.sees("评价已启动，指标取自采购公告").press("聘请第三方评价机构").fill(
        evaluator="吉林明证评价咨询有限公司",
        engagement_number="WT-2025-07",
        engagement_fee="18000",
        report_due_at="2025-09-15",
    )
    handler.send("聘请第三方评价机构")
    people[EVALUATOR].take_up("作出独立性声明")
