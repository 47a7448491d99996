"""The end of the year: payments end, what is open is reserved in the next year, the year is closed for good."""

from __future__ import annotations

from collections.abc import Sequence

from tests.e2e.people import People
from tests.e2e.year import budget

FINANCE, HEAD = "czj.shenhe", "czj.juzhang"


def play(people: People, year: int, open_ones: Sequence[str]) -> None:
    prepare(people, year)
    reserve(people, year, open_ones)
    close(people, year)


def prepare(people: People, year: int) -> None:
    """Early in December finance sets the last day of payments and sees what is open."""
    finance = people[FINANCE].move_to(f"{year}-01-05").move_to(f"{year}-12-01")  # a year at the most at once
    budget.enter(people, year + 1)
    finance.go("预算").press("准备年终结账").fill(year=year, payments_until=f"{year}-12-25")
    finance.send("准备年终结账").sees("未支付的指标占用")


def reserve(people: People, year: int, open_ones: Sequence[str]) -> None:
    """Money and commitment go on in the next year, one grant after the other."""
    finance = people[FINANCE]
    for title in open_ones:
        row = finance.main.get_by_role("row").filter(has_text=title)
        finance.follow("结转下年支付", within=row).fill(target={"index": 1})
        finance.fill(approval_number=f"长财预〔{year}〕201号").send("结转下年支付")
        finance.take_up("年度结账")


def close(people: People, year: int) -> None:
    """After the last day. A closed year takes nothing more."""
    finance = people[FINANCE].move_to(f"{year}-12-28")
    finance.take_up("年度结账").do("年度结账", lapse_acknowledged=True).sees("已结账")
