"""From the empty application to the granted budget."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.people import People

TITLE = "失能老年人居家养老上门服务"
HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
NEED = {
    "need": "全市失能老年人居家照护缺口大，现有机构床位不足，拟由社会力量提供上门照护。",
    "service_class": "3",
    "recipients": "具有本市户籍的失能、半失能老年人",
    "recipient_number": 320,
    "quantity": 3000,
    "unit": "人次",
    "quality_standard": "按《居家养老上门服务基本规范》执行，每次上门服务不少于90分钟。",
    "starts_on": "2025-05-01",
    "ends_on": "2025-07-31",
}
ASSESSMENT = {
    "new_or_temporary": "no",
    "benefit_function": "街道由直接组织上门服务转为监督和评价服务。",
    "benefit_cost": "单次服务成本由110元降至90元。",
    "benefit_quality": "服务人员持证上岗，按满意度付费，资金效益可核验。",
    "posts_note": "无在编人员承担同一工作。",
    "no_double_provision": True,
    "ex_ante_evaluation": "立项必要、投入经济、目标明确、方案可行、筹资合规，建议支持。",
}
COST = [
    {"name": "上门照护", "quantity": 3000, "unit": "人次", "unit_price": "80.00"},
    {"name": "入户评估", "quantity": 300, "unit": "人次", "unit_price": "100.00"},
]


def play(people: People) -> None:
    """Handler, head of unit, finance."""
    draft(people)
    fill_in(people)
    submit(people)
    grant(people)


def draft(people: People) -> None:
    """A new application says all that it lacks, and where to put it right."""
    handler = people[HANDLER]
    handler.go("本单位项目", "新申报").fill(title=TITLE, item="A07 养老服务").send("开始填写")
    handler.sees("送单位负责人审签：还差 10 项", "负面清单还有18项未答复")


def fill_in(people: People) -> None:
    handler = people[HANDLER]
    handler.follow("去填写").fill(**NEED, **ASSESSMENT)
    handler.go("本单位项目")  # who leaves at once loses nothing of it
    expect(handler.page).to_have_url(re.compile("/procurement/projects/$"))
    handler.follow(TITLE).press("填写申报书")
    expect(handler.page.locator("#id_need")).to_have_value(NEED["need"])
    handler.rows("exclusions", *[{"applies": "no"}] * 18)
    handler.fill(budget_line={"index": 1})
    handler.rows("cost_rows", *COST).sees("270,000.00")
    handler.send("保存申报书")


def submit(people: People) -> None:
    """The handler presents, the head submits to finance."""
    people[HANDLER].do("送单位负责人审签").sees("待单位负责人审签")
    people[HEAD].take_up("报财政部门审核", TITLE).sees("270,000.00").do("报财政部门审核")


def grant(people: People) -> None:
    """Against the budget line: what was asked for is committed on it."""
    finance = people[FINANCE]
    finance.take_up("批复预算", TITLE).press("批复预算").sees("2,000,000.00", "已承诺", "均不涉及")
    finance.fill(amount="268000", decision_number="长财社〔2025〕12号").send("批复预算")
    finance.sees("268,000.00")
    finance.go("预算").sees("268,000.00", "1,732,000.00")
