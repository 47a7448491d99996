"""A leave with a deputy, and a hand-over: what a unit does so that no work lies still."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.life.application import ASSESSMENT, COST, NEED
from tests.e2e.people import Desk, People, click

HANDLER, DEPUTY, HEAD, COLLEAGUE = "mzj.jingban", "mzj.kaibiao", "mzj.lingdao", "mzj.zhuli"
FOR = "（代周静）"
LEAVE, OTHER = "社区助浴服务", "社区助餐服务"


def leave(people: People) -> None:
    """The handler goes on leave; the deputy opens an application, fills it in and presents it."""
    handler, deputy = people[HANDLER], people[DEPUTY]
    to_deputies(handler).follow("指定我的代理人")
    click(handler.main.get_by_role("button", name="全部事项"))
    handler.fill(
        deputy=choice(handler, "deputy", "马丽"), first_day="2025-03-03", last_day="2025-03-14", note="年休假"
    ).send("指定代理人")
    handler.sees("代理中", "马丽（代周静）")

    deputy.go("待办").sees("您正代理周静的工作")
    deputy.go("本单位项目", "新申报").sees("您正代周静办理")
    deputy.fill(title=LEAVE, item="A07 养老服务").send(f"开始填写{FOR}")
    deputy.follow("去填写").fill(**NEED, **ASSESSMENT)
    deputy.rows("exclusions", *[{"applies": "no"}] * 18).fill(budget_line={"index": 1})
    deputy.rows("cost_rows", *COST).send(f"保存申报书{FOR}")
    deputy.do(f"送单位负责人审签{FOR}").sees("待单位负责人审签", "马丽（代周静）")
    people[HEAD].take_up("报财政部门审核", LEAVE).sees("马丽（代周静）")


def back(people: People) -> None:
    """The handler is back early: from then on the deputy can do nothing in their stead."""
    handler, deputy = people[HANDLER], people[DEPUTY]
    to_deputies(handler).follow("马丽").do("提前结束代理", reason="提前返岗。").sees("已提前结束")
    deputy.go("待办")
    expect(deputy.main).not_to_contain_text("您正代理周静的工作")
    deputy.go("本单位项目")
    expect(deputy.main.get_by_role("link", name="新申报")).to_have_count(0)


def hand_over(people: People) -> None:
    """All that is assigned to one person passes to a colleague, with a note that both read."""
    handler, colleague = people[HANDLER], people[COLLEAGUE]
    handler.go("本单位项目", "新申报").fill(title=OTHER, item="A07 养老服务").send("开始填写")
    handler.go("待办")
    click(handler.main.get_by_role("row").filter(has_text=OTHER).get_by_role("button", name="认领"))
    to_deputies(handler).follow("交接我的全部待办").sees(OTHER)
    handler.fill(taker=choice(handler, "taker", "许晨"), note="需求已与街道核对，预算待定。").send(
        "交接全部待办"
    )
    handler.sees("许晨", OTHER, "预算待定")

    colleague.go("待办").sees(OTHER)
    to_deputies(colleague).follow("周静交接给许晨").sees(OTHER, "需求已与街道核对")


def to_deputies(desk: Desk) -> Desk:
    """By one's own name in the masthead."""
    desk.page.locator("details.p-who summary").click()
    desk.follow("我的账号", within=desk.page.locator("details.p-who"))
    return desk.follow("本单位的代理")


def choice(desk: Desk, field: str, name: str) -> dict[str, str]:
    """The option that begins with a colleague's name."""
    option = desk.main.locator(f"select[name='{field}'] option").filter(has_text=name)
    return {"value": option.first.get_attribute("value") or ""}
