"""A chief sees how the section's work stands, reassigns and urges; a reviewer returns twenty applications at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import sections
from tests.e2e.axe import assert_accessible
from tests.e2e.people import People, click

CHIEF, REVIEWER, COLLEAGUE, OTHER, HEAD = "czj.shebao", "czj.shenhe", "czj.shehe", "czj.yuke", "mzj.lingdao"
REASON = "绩效目标没有量化，请逐项补充。"


@pytest.fixture(scope="module")
def applications(site):
    site.manage("shell", "-v", "0", "-c", "from tests.e2e import sections; sections.build()")


@pytest.fixture
def people(visit):
    return People(visit)


def tick(desk, *titles):
    for title in titles:
        desk.main.get_by_role("row").filter(has_text=title).get_by_role("checkbox").check()


def test_a_chief_reassigns_two_and_urges_one_and_twenty_are_returned_at_once(applications, people):
    _the_chief(people[CHIEF])
    _the_colleague_is_told(people[COLLEAGUE])
    _the_reviewer(people)


def _the_chief(chief):
    chief.go("待办").follow("办理情况")
    free = chief.main.get_by_role("row").filter(has_text="未分派")
    assert_accessible(chief.page)
    click(free.get_by_role("link", name="未分派"))
    ours = chief.main.get_by_role("row").filter(has_text="社区助老服务")
    expect(ours).to_have_count(sections.NUMBER)
    tick(chief, sections.title(1), sections.title(2))
    chief.press("分派给")
    assert_accessible(chief.page)
    chief.main.get_by_label(re.compile("杜鹏")).check()
    chief.send("分派").sees("杜鹏")
    chief.go("待办").follow("办理情况").follow("杜鹏")
    row = chief.main.get_by_role("row").filter(has_text=sections.title(1))
    click(row.get_by_role("button", name=re.compile("^催办")))
    chief.is_told("已催办")
    expect(row).to_contain_text("秦岚")
    click(row.get_by_role("button", name=re.compile("^催办")))
    expect(chief.page.locator(".p-note.warning")).to_contain_text("已经催办过")


def _the_colleague_is_told(colleague):
    colleague.go("待办").sees(sections.title(1), sections.title(2))
    colleague.follow_mail(f"催办：批复预算，{sections.title(1)}")
    expect(colleague.page).to_have_url(re.compile(r"/procurement/projects/[0-9a-f-]+/grant/$"))


def _the_reviewer(people):
    reviewer = people[REVIEWER]
    reviewer.go("待办")
    ours = reviewer.main.get_by_role("row").filter(has_text="社区助老服务")
    expect(ours).to_have_count(sections.NUMBER - 2)
    for box in ours.get_by_role("checkbox").all():
        box.check()
    reviewer.press("查看可办事项")
    click(reviewer.main.get_by_role("button", name=re.compile("^退回补正")))
    reviewer.sees("可办 20 件")
    assert_accessible(reviewer.page)
    _others_are_faster(people)
    reviewer.fill(reason=REASON)
    own = reviewer.main.get_by_role("row").filter(has_text=sections.title(10))
    own.locator("summary").click()
    own.get_by_role("textbox").fill("第10片区另缺成本测算。")
    click(reviewer.main.get_by_role("button", name=re.compile("^退回补正：")))
    reviewer.sees("已办 17 件", "未办成 3 件")
    assert_accessible(reviewer.page)
    refused = reviewer.main.locator("#refused").get_by_role("row")
    for number, words in (
        (3, "秦岚已办理“退回补正”"),
        (4, "林涛已办理“不予批准”"),
        (5, "刘志强已办理“终止项目”"),
    ):
        expect(refused.filter(has_text=sections.title(number))).to_contain_text(words)
    expect(reviewer.main.locator("#done tbody tr")).to_have_count(17)
    reviewer.go("待办")
    expect(reviewer.main.get_by_role("row").filter(has_text="社区助老服务")).to_have_count(0)
    handler = people["mzj.jingban"]
    handler.go("待办")
    expect(handler.main.get_by_role("row").filter(has_text="社区助老服务")).to_have_count(18)


def _others_are_faster(people):
    """While the reviewer reads the preview: a chief returns one, another refuses one, the purchaser ends one."""
    for who, way, number, step in (
        (CHIEF, "项目", 3, "退回补正"),
        (OTHER, "项目", 4, "不予批准"),
        (HEAD, "本单位项目", 5, "终止项目"),
    ):
        people[who].go(way, sections.title(number)).do(step, reason="另有安排。")
