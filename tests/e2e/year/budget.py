"""The budget of a year: entered by finance as approved elsewhere, made public by the unit, read by everybody."""

from __future__ import annotations

from tests.e2e.people import People

HEAD, FINANCE = "mzj.lingdao", "czj.shenhe"
UNIT, AMOUNT, SHOWN = "长春市民政局", "5000000", "5,000,000.00"


def enter(people: People, year: int) -> None:
    finance = people[FINANCE].go("预算").press("录入预算指标")
    finance.fill(purchaser=UNIT, year=year, code=f"{year}-mzj-01", title="政府购买服务专项", amount=AMOUNT)
    finance.fill(source={"index": 0}, approval_number=f"长财预〔{year - 1}〕188号")
    finance.send("录入已批准的预算指标").sees(SHOWN)


def make_public(people: People, year: int) -> None:
    """AN-18, within twenty days of the approval; the head reads it first as everybody will."""
    head = people[HEAD].take_up("公开预算", str(year)).press("公开预算").sees(SHOWN)
    head.fill(publication_reviewed=True).send("公开预算")
    people.visitor().go("公告").follow(f"{UNIT}{year}年").sees(SHOWN)
