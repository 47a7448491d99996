"""The annual plan: drawn up by the unit, heard about by four departments, confirmed, its intentions made public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.e2e.people import People
from tests.e2e.year.applications import VISITS, price_of

HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
HEARD = {
    "bwb.jianguan": "staffing",
    "rsj.jianguan": "labour",
    "shzz.jianguan": "civil",
    "scjg.jianguan": "market",
}
UNITS = {
    "staffing": "长春市机构编制委员会办公室",
    "labour": "长春市人力资源和社会保障局",
    "civil": "长春市社会组织管理局",
    "market": "长春市工商行政管理局",
}
MONTH = 3
LARGE = "1500000.00"


def play(people: People, year: int, large: Sequence[str], small: Sequence[str]) -> None:
    lines = [line(title, LARGE) for title in large]
    draw_up(people, year, lines + [line(title, f"{VISITS * int(price_of(title))}.00") for title in small])
    hear(people)
    confirm(people, year)
    publish(people, large)


def draw_up(people: People, year: int, lines: Sequence[dict[str, Any]]) -> None:
    """One line a project."""
    handler = people[HANDLER].go("年度计划").press("新建年度计划").fill(year=year).send("新建年度计划")
    handler.press("填写计划").rows("lines", *lines).send("保存计划")
    people[HEAD].take_up("报送财政部门").do("报送财政部门")


def line(title: str, amount: str) -> dict[str, Any]:
    return {
        "title": title,
        "item": "A07 养老服务",
        "amount": amount,
        "month": MONTH,
        "method": {"index": 0},
        "requirement": f"{title}，服务对象满意度不低于90%。",
    }


def hear(people: People) -> None:
    """Each of the four is asked by finance and answers; the department for posts asks for none."""
    people[FINANCE].take_up("征求部门意见").do("征求部门意见", **UNITS)
    for who in HEARD:
        people[who].take_up("反馈意见").do("反馈意见", verdict="agree")


def confirm(people: People, year: int) -> None:
    people[FINANCE].take_up("确认计划").do("确认计划", document_number=f"长财购〔{year - 1}〕88号")


def publish(people: People, titles: Sequence[str]) -> None:
    """What begins in that month is told to everybody."""
    people[HEAD].take_up("公开采购意向").do("公开采购意向", publication_reviewed=True)
    people.visitor().go("公告").follow("采购意向").sees(*titles)
