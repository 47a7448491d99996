"""The contract: drawn up from the award, signed by both, public, filed."""

from __future__ import annotations

from tests.e2e.life import on_paper
from tests.e2e.life.application import FINANCE, HANDLER, HEAD, TITLE
from tests.e2e.people import People

PROVIDER, PROVIDER_HEAD = "zhaohui.jingban", "zhaohui.faren"
SIGNED_ON = "2025-03-25"
TERMS = {
    "authority": "长春市卫生健康委员会",
    "payee_bank": "长春农商银行南关支行",
    "payee_account": "6210980000012345678",
}


def play(people: People) -> None:
    draw_up(people)
    sign(people)
    on_paper.came_back(people)
    publish(people)


def draw_up(people: People) -> None:
    """Everything comes from the award; the handler adds the account and the industry authority."""
    handler = people[HANDLER].take_up("签订合同", TITLE).press("起草合同").send("起草合同")
    handler.sees("255,000.00", "请填写收款账户").follow("完善条款").fill(**TERMS).send("订立条款")
    handler.do("送签合同")


def sign(people: People) -> None:
    """The purchaser's head on paper, entered since; the provider here."""
    on_paper.entered(people[HEAD].take_up("购买主体签署", TITLE), "购买主体签署", SIGNED_ON)
    people[PROVIDER_HEAD].take_up("承接主体签署", TITLE).do("承接主体签署", no_transfer=True)


def publish(people: People) -> None:
    """To the public within two working days, to finance within seven."""
    people[HANDLER].take_up("公告合同", TITLE).do("公告合同", publication_reviewed=True)
    people[HANDLER].take_up("报财政部门备案", TITLE).do("报财政部门备案")
    people[FINANCE].take_up("确认备案", TITLE).do("确认备案")
