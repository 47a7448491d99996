"""Four sign before finance grants, two of them side by side: withdrawn, sent back, sent again, and then it is granted.

The page of what goes round marks what has changed since it was sent back, and the grant itself is refused while it
differs from what was signed.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import assert_accessible
from tests.e2e.people import Desk, People

HEAD, SENDER, CHIEF, TREASURER, EDITOR = "czj.juzhang", "czj.shenhe", "czj.shebao", "czj.guoku", "czj.mulu"
TITLE = "审签演示的服务项目"
STATIONS = (
    {"position": 1, "who": "社会保障科负责人", "kind": "审签"},
    {"position": 2, "who": "国库支付人员", "kind": "会签"},
    {"position": 2, "who": "目录编制", "kind": "会签"},
    {"position": 3, "who": "财政部门负责人", "kind": "审签"},
)
ASKED, AGREED = "9000", "8600.00"
NUMBER, MENDED = "长财社〔2025〕88号", "长财社〔2025〕89号"
REASON = "金额高于同类项目，文号与登记簿不符。"


@pytest.fixture(scope="module")
def application(site):
    site.manage("shell", "-v", "0", "-c", f"from tests.e2e import sections; sections.one({TITLE!r})")


@pytest.fixture
def people(visit):
    return People(visit)


def test_four_sign_two_of_them_side_by_side(application, people):
    lay_down(people[HEAD])
    send(people[SENDER])
    withdraw_and_send_anew(people[SENDER])
    sign(people[CHIEF], "同意。")
    sign_in_writing(people[TREASURER])
    send_back(people[EDITOR])
    mend(people[SENDER])
    see_what_changed(people[EDITOR])
    sign(people[HEAD], "同意批复。")
    grant(people[SENDER])
    end(people[HEAD])


def lay_down(head: Desk) -> None:
    head.go("审签", "本单位审签流程", "规定审签流程")
    head.fill(step="批复预算", note="《内部控制手册》第八条").rows("stations", *STATIONS)
    head.send("规定审签流程").sees("社会保障科负责人", "国库支付人员", "生效")


def send(sender: Desk) -> None:
    """The page of the step says what is asked first, and leads there."""
    sender.take_up("批复预算", TITLE).sees("按本单位规定须先审签：社会保障科负责人")
    fill_in(sender.follow("送审")).send("送审签").sees("审签中", "9,000.00", NUMBER)


def fill_in(sender: Desk) -> Desk:
    """Where a result of the unit was published before, whoever grants has read it."""
    if sender.main.locator("[name=grade_acknowledged]").count():
        sender.fill(grade_acknowledged=True)
    return sender.fill(amount=ASKED, decision_number=NUMBER)


def withdraw_and_send_anew(sender: Desk) -> None:
    sender.do("撤回").sees("已撤回")
    fill_in(sender.take_up("批复预算", TITLE).follow("送审")).send("送审签")


def at(desk: Desk) -> Desk:
    """What waits for this person's signature."""
    return desk.take_up("同意并签署", TITLE)


def sign(desk: Desk, opinion: str) -> None:
    at(desk).do("同意并签署", opinion=opinion)


def sign_in_writing(desk: Desk) -> None:
    """A joint sign-off without an opinion is refused; the other beside is asked at the same time."""
    at(desk).press("同意并签署")._submit("同意并签署").sees("会签须写明书面意见")
    desk.fill(opinion="资金已落实。").send("同意并签署").sees("审签中", "资金已落实。")


def send_back(desk: Desk) -> None:
    at(desk).do("退回", reason=REASON).sees("已退回", REASON)


def mend(sender: Desk) -> None:
    """What was filled in is there again, and so is the reason."""
    sender.take_up("重新送审", TITLE).sees(REASON).press("重新送审")
    expect(sender.main.locator("[name=decision_number]")).to_have_value(NUMBER)
    sender.fill(amount=AGREED, decision_number=MENDED, note="已核减。").send("重新送审")


def see_what_changed(desk: Desk) -> None:
    """Only to whoever sent it back does it come again, with the old text beside the new one."""
    at(desk)
    assert_accessible(desk.page)
    changed = desk.main.locator("tr.changed")
    expect(changed).to_have_count(2)
    for old, new in (("9,000.00", "8,600.00"), (NUMBER, MENDED)):
        row = changed.filter(has_text=new)
        expect(row.locator("del")).to_have_text(old)
        expect(row.locator("ins")).to_have_text(new)
    expect(desk.main.locator(".signature.signed")).to_have_count(2)
    desk.do("同意并签署", opinion="核减后同意。")


def grant(sender: Desk) -> None:
    """Another figure than the one that was signed is refused; the one that was signed is granted."""
    sender.take_up("批复预算", TITLE).press("批复预算")
    fill_in(sender).fill(amount="8700", decision_number=MENDED)._submit("批复预算")
    sender.sees("与审签内容不一致")
    sender.fill(amount=AGREED).send("批复预算").sees("8,600.00")


def end(head: Desk) -> None:
    """Others' tests go without."""
    head.go("审签", "本单位审签流程", "批复预算").do("终止此流程", reason="演示结束。").sees("已终止")
