"""Pictures of the money's year and of what an application needs before its tender."""

from __future__ import annotations

from urllib.parse import quote

from tools.screens.plans import INTENTIONS
from tools.screens.shots import KEY, Link, Shot

BUDGET, CONFERENCES = "/procurement/budget/", "/procurement/conferences/"
REQUIREMENT = Link(rf"^/procurement/requirements/{KEY}/$")
LINE, CLOSING = Link(rf"^{BUDGET}{KEY}/$"), Link(rf"^{BUDGET}closings/{KEY}/$")
IN_USE = f"{BUDGET}?state=open"
"""A line of a year to come, which stands first otherwise, can't be cut yet."""
WHO = "czj.shenhe"


def step(address: str) -> Link:
    """A link to the page of a step."""
    return Link(rf"/{KEY}/{address}/$")


def of_project(title: str, *onwards: Link) -> tuple[str | Link, ...]:
    """From the list of projects to the requirement of one of them, and on."""
    return (f"/procurement/projects/?q={quote(title)}", Link(rf"^/projects/{KEY}/$"), REQUIREMENT, *onwards)


MONEY = (
    Shot("year-closing", "budget", "年终结账", "Closing a year", (BUDGET, CLOSING), WHO),
    Shot("line-import", "budget", "从表格导入预算", "Budget lines from a workbook", (f"{BUDGET}imports/read/",), WHO),
    Shot("line-cut", "budget", "调减预算", "Cutting a line", (IN_USE, LINE, step("cut")), WHO),
    Shot("line-transfer", "budget", "调剂预算", "Moving money to another line", (IN_USE, LINE, step("transfer")), WHO),
    Shot("intentions", "budget", "采购意向", "Intentions", (INTENTIONS,), "mzj.jingban"),
    Shot("intention", "budget", "采购意向公开", "An intention",
         (INTENTIONS, Link(rf"^{INTENTIONS}{KEY}/$")), "mzj.jingban"),
    Shot("conferences", "budget", "联席会议", "Joint conference", (CONFERENCES,), WHO),
    Shot("conference", "budget", "会议纪要与任务", "Minutes and tasks",
         (CONFERENCES, Link(rf"^{CONFERENCES}{KEY}/$")), WHO),
    Shot("requirement", "application", "采购需求", "A requirement", of_project("商事调解专业化服务"), "sfj.jingban"),
    Shot("requirement-finance", "application", "采购需求（财政）", "A requirement, finance",
         of_project("商事调解专业化服务"), WHO),
)  # fmt: skip
