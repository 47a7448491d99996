"""Two changes of units in the city's past: one bureau bears a new name, one small office becomes part of another; and
a provider that has just been merged into another one, with the contract that it had performed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts import demo as people
from accounts.models import PostChange, Reform
from accounts.reforms.placing import to_be_placed
from portal.demo.scenes import MORNING, on
from portal.demo.specs import ANCHOR
from procurement import demo as procurement
from providers.demo import paper
from workflow.clock import legal_date
from workflow.play import Opening, Play, Story

RENAMED_ON, MERGED_ON = date(2024, 3, 4), date(2024, 4, 8)
AWAY, SUCCESSOR = "dianying", "wenhua"
TAKEN_OVER_FOR = timedelta(days=13)
RENAMED, MERGED, INTO = "scjg", "lls", "wjw"
NEW_NAME, NEW_NAME_EN = "长春市市场监督管理局", "Changchun Market Regulation Bureau"


def openings(weeks: int) -> list[Opening]:
    later = timedelta(weeks=weeks)
    return [
        (on(RENAMED_ON + later), "renaming", renaming),
        (on(MERGED_ON + later), "merger", merger),
        (on(ANCHOR + later - TAKEN_OVER_FOR), "takeover", takeover),
    ]


def renaming(play: Play) -> Story:
    order = _order(play, 3, "关于组建长春市市场监督管理局的通知")
    values = {"organisation": people.organisation(RENAMED), "name": NEW_NAME, "name_en": NEW_NAME_EN}
    yield from _decided(play, "rename", **values, **order)


def merger(play: Play) -> Story:
    """The office has money of its own, which goes along; the other one's budget is published anew."""
    year = legal_date(play.now).year
    procurement.purchaser(play, MERGED)
    procurement.budget_line(play, MERGED, year=year, title="为老服务宣传", amount=Decimal("120000.00"))
    yield play.after(working_days=3, at=MORNING)
    order = _order(play, 5, "关于老龄工作委员会办公室职责划转的通知")
    units = {"organisation": people.organisation(MERGED), "keeper": people.organisation(INTO)}
    yield from _decided(play, "merge", **units, **order)
    yield play.after(working_days=2)
    procurement.publish_budget(play, INTO, year)
    head = people.actor(f"{INTO}.lingdao")
    for member in to_be_placed(people.organisation(INTO).pk):
        play.make(PostChange, "give", head, membership=member, title=member.title, roles=member.roles)


def takeover(play: Play) -> Story:
    """Proposed by the one that ends, wanted by the one that goes on, decided by the registration authority."""
    head, today = people.actor(f"{AWAY}.faren"), legal_date(play.now)
    title = "准予吸收合并登记通知书"
    reform = play.make(
        Reform,
        "merge",
        head,
        organisation=people.organisation(AWAY),
        keeper=people.organisation(SUCCESSOR),
        basis=f"（长）登字〔{today.year}〕第218号",
        basis_title=title,
        effective_on=today,
        scan=[paper(head, title + ".pdf")],
    )
    yield play.after(working_days=2, at=MORNING)
    play.do(reform, "agree", people.actor(f"{SUCCESSOR}.faren"), takes_over=True)
    yield play.after(working_days=3, at=MORNING)
    play.do(reform, "confirm", people.actor("scjg.jianguan"))


def _order(play: Play, number: int, title: str) -> dict[str, Any]:
    today = legal_date(play.now)
    return {"basis": f"长编发〔{today.year}〕{number}号", "basis_title": title, "effective_on": today}


def _decided(play: Play, kind: str, **values: Any) -> Story:
    """Proposed by the reviewer, confirmed by the head two days later."""
    reviewer = people.actor("czj.shenhe")
    scan = [paper(reviewer, values["basis_title"] + ".pdf")]
    reform = play.make(Reform, kind, reviewer, scan=scan, **values)
    yield play.after(working_days=2, at=MORNING)
    play.do(reform, "confirm", people.actor("czj.juzhang"))
