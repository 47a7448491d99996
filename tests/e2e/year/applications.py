"""Ten applications of a year: two stop at the negative list, one at splitting, one is returned, six are granted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import expect

from tests.e2e.people import Desk, People

HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
ITEM, VISITS = "A07 养老服务", 1000
SMALL, LARGER = "80", "900"
"""Price of a visit, in yuan. Either is below the quota, so that one page is enough; two of the larger, with the others,
reach the threshold of open tendering."""
SAID: dict[str, Any] = {
    "need": "社区老年人日间照料缺口大，拟由社会组织提供。",
    "recipients": "社区六十岁以上老年人",
    "recipient_number": 100,
    "quantity": VISITS,
    "unit": "人次",
    "quality_standard": "按《社区老年人日间照料中心服务基本要求》执行。",
    "none_applies": True,
    "benefit_function": "社区由直接组织转为监督。",
    "benefit_cost": "单次服务成本降低一成。",
    "benefit_quality": "按满意度付费。",
    "ex_ante_evaluation": "立项必要、投入经济、目标明确、方案可行、筹资合规，建议支持。",
    "posts_note": "无",
    "no_double_provision": True,
    "new_or_temporary": "no",
}
GIVEN_ANEW = ("none_applies", "no_double_provision", "new_or_temporary", "ex_ante_evaluation")
"""Not taken over from an earlier application."""
HIRING, BUILDING = 1, 4
"""Points of the negative list, counted from nought: what the two that stop there would have bought."""


def play(people: People, year: int, titles: Sequence[str]) -> list[str]:
    """Returns the titles that were granted."""
    first, *others = titles
    write(people[HANDLER], year, first)
    stopped = {others[0]: HIRING, others[1]: BUILDING}
    for title in others:
        copy(people[HANDLER], year, title, first)
        if title in stopped:
            stop(people[HANDLER], stopped[title])
        else:
            present(people[HANDLER])
    *sent, last = [title for title in titles if title not in stopped]
    for title in sent:
        people[HEAD].take_up("报财政部门审核", title).do("报财政部门审核")
    split(people[HEAD], last)
    return decide(people, year, sent)


def price_of(title: str) -> str:
    """The last two of the ten are the larger ones."""
    return LARGER if title.endswith(("（九）", "（十）")) else SMALL


def begin(handler: Desk, year: int, title: str, **more: Any) -> Desk:
    asked = {"item": ITEM, "service_class": "2", "estimate": VISITS * int(price_of(title))}
    handler.go("本单位项目", "新申报").fill(title=title, year=str(year), **asked, **more)
    return handler.send("开始填写").press("填写申报书")


def cost(title: str) -> dict[str, Any]:
    return {"name": "日间照料", "quantity": VISITS, "unit": "人次", "unit_price": price_of(title)}


def write(handler: Desk, year: int, title: str) -> None:
    """The first, from nothing."""
    begin(handler, year, title).fill(**SAID, starts_on=f"{year}-03-01", ends_on=f"{year}-11-30")
    handler.rows("cost_rows", cost(title)).fill(budget_line={"index": 1}, plan_line=planned(title))
    present(handler.send("保存申报书"))


def planned(title: str) -> str:
    """As the line of the plan is offered."""
    return f"{title}（{int(price_of(title)) * VISITS:,}.00元）"


def copy(handler: Desk, year: int, title: str, earlier: str) -> None:
    """Like the first, but for what is given anew."""
    begin(handler, year, title, earlier=f"{year} · {earlier}")
    handler.fill(**{name: SAID[name] for name in GIVEN_ANEW}, budget_line={"index": 1})
    handler.rows("cost_rows", cost(title)).fill(plan_line=planned(title)).send("保存申报书")


def present(handler: Desk) -> None:
    handler.do("送单位负责人审签").sees("待单位负责人审签")


def stop(handler: Desk, point: int) -> None:
    """A point of the negative list applies: it goes no further."""
    handler.press("填写申报书")
    handler.main.locator("details:has([name^='exclusions-'])").evaluate_all(
        "all => all.forEach(d => d.open = true)"
    )
    handler.fill(none_applies=False, **{f"exclusions-{point}-applies": "yes"}).send("保存申报书")
    expect(handler.main.get_by_role("button", name="送单位负责人审签")).to_have_attribute(
        "aria-disabled", "true"
    )


def split(head: Desk, title: str) -> None:
    """With the others of the year it reaches the threshold of open tendering: the head sends it back to be joined."""
    head.take_up("报财政部门审核", title).sees("2,000,000").do(
        "退回经办人", reason="与同类项目合并，公开招标。"
    )


def decide(people: People, year: int, sent: Sequence[str]) -> list[str]:
    """Finance returns one with its reason and grants the others."""
    finance = people[FINANCE]
    returned, *granted = sent
    finance.take_up("批复预算", returned).do("退回补正", reason="绩效目标没有量化，请补充。")
    for number, title in enumerate(granted, 1):
        finance.take_up("批复预算", title).press("批复预算")
        finance.fill(decision_number=f"长财社〔{year}〕{number}号").send("批复预算")
    return granted
