"""A published figure that was typed wrongly: proposed by one, confirmed by another, told to everybody."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.axe import assert_accessible
from tests.e2e.life.application import HANDLER, TITLE
from tests.e2e.papers import picture
from tests.e2e.people import Desk, People

HEAD = "mzj.lingdao"
REASON = "听取人数录入错误，以签到表为准。"


def play(people: People) -> None:
    """The page of the acceptance is open before the handler, who has just had it published."""
    propose(people[HANDLER])
    confirm(people[HEAD])
    everybody_reads_both(people)


def propose(handler: Desk) -> None:
    """What can't be corrected is said with what can; a value that no step would take is refused in its place."""
    handler.follow("更正登记事项").sees("听取意见人数", "不在此更正的事项", "重新组织验收")
    assert_accessible(handler.page)
    handler.follow(re.compile("^更正.*听取意见人数")).sees("发布更正公告", "另出新版本")
    assert_accessible(handler.page)
    handler.fill(value=28, ground="copying", reason=REASON, proof=[picture("签到表")])
    handler._submit("更正登记事项").sees("不得多于听取意见人数")
    handler.fill(value=31).send("更正登记事项").sees("待确认", "30", "31")
    expect(handler.main.get_by_role("link", name="确认更正")).to_have_count(0)
    assert_accessible(handler.page)


def confirm(head: Desk) -> None:
    head.take_up("确认更正").sees("30", "31", REASON).press("确认更正")
    assert_accessible(head.page)
    head.fill(publication_reviewed=True).send("确认更正").sees("已更正", "30", "31")
    assert_accessible(head.page)


def everybody_reads_both(people: People) -> None:
    """The correction names the notice that stays; that one leads to it; the project's page shows what is right."""
    visitor = people.visitor().follow(re.compile(f"^更正：{TITLE}"))
    visitor.sees("更正前", "30", "更正后", "31", REASON)
    assert_accessible(visitor.page)
    visitor.follow(re.compile(f"^{TITLE}验收结果公告")).sees("听取服务对象意见人数", "30")
    expect(visitor.main.locator(".p-note.warning")).to_contain_text("更正")
    visitor.follow("项目公开页").sees("31人，其中29人满意")
    assert_accessible(visitor.page)
