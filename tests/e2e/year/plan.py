"""The annual plan: drawn up by the unit, heard by four departments, confirmed by finance, told month by month."""

from __future__ import annotations

from tests.e2e.people import People

HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
HEARD = {
    "staffing": ("长春市委编办", "bwb.jianguan"),
}


def play(people: People, year: int, projects: list[str]) -> None:
    handler = people[HANDLER].go("年度计划").press("新编年度计划")
    handler.fill(year=year).send("新编年度计划")
    handler.press("编报计划")
