"""The budget of the year, two up and two down: asked for, cut, drafted, approved; its lines are entered."""

from __future__ import annotations

from tests.e2e.people import Desk, People

HANDLER, HEAD, FINANCE = "mzj.jingban", "mzj.lingdao", "czj.shenhe"
CODE, AMOUNT, SHOWN = "mzj-01", "5000000", "5,000,000.00"
ASKED = {
    "title": "社区养老服务",
    "item": "A07 养老服务",
    "quantity": 52000,
    "unit": "人次",
    "unit_price": 100,
    "need": "按在册老年人测算，单价参照上年成交价。",
}


def play(people: People, year: int) -> None:
    call_on(people, year)
    first_up_and_down(people)
    second_up_and_down(people, year)


def call_on(people: People, year: int) -> None:
    """Finance names the four dates, in the autumn before."""
    dates = {
        "requests_until": f"{year - 1}-10-31",
        "figures_until": f"{year - 1}-11-15",
        "drafts_until": f"{year - 1}-11-30",
        "approval_until": f"{year - 1}-12-20",
    }
    finance = people[FINANCE].go("预算", "预算编审").press("布置预算编审")
    finance.fill(year=year, **dates).send("布置预算编审").sees("长春市民政局")


def first_up_and_down(people: People) -> None:
    """More is asked for than there is: finance gives less, and says why."""
    handler = people[HANDLER].take_up("填报预算建议数").press("填报预算建议数")
    handler.rows("rows", ASKED).send("保存建议数")
    people[HEAD].take_up("上报建议数（一上）").do("上报建议数（一上）")
    finance = people[FINANCE].take_up("逐项审核").press("逐项审核")
    finance.rows("rows", {"figure": AMOUNT, "reason": "压减一般性支出。"})
    acknowledge(finance)
    finance.send("保存审核意见").do("下达控制数（一下）")


def acknowledge(finance: Desk) -> None:
    """The last result and the money used, where an earlier purchase has left any."""
    seen = finance.main.locator("[name='rows-0-acknowledged']")
    if seen.is_visible():
        seen.check()


def second_up_and_down(people: People, year: int) -> None:
    """Within the control figure; what is approved stands in the ledger."""
    handler = people[HANDLER].take_up("填报预算草案").press("填报预算草案")
    handler.sees("压减一般性支出").send("保存预算草案")
    people[HEAD].take_up("上报预算草案（二上）").do("上报预算草案（二上）")
    finance = people[FINANCE].take_up("批复预算（二下）").press("批复预算（二下）")
    passed = finance.main.locator("[name='approved_on']").input_value()
    finance.fill(congress_on=passed, document_number=f"长财预〔{year - 1}〕188号").rows(
        "rows", {"code": f"{year}-{CODE}"}
    )
    finance.send("批复预算（二下）").follow(f"{year}-{CODE}").sees(SHOWN)
