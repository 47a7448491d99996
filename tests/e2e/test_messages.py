"""Messages, seen by the people whom they reach: the bell, the way to the very step, and a choice that holds."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import assert_accessible
from tests.e2e.people import People, click

REVIEWER, HANDLER = "czj.shenhe", "mzj.jingban"
TITLE = "消息演示的服务项目"


@pytest.fixture(scope="module")
def application(site):
    code = f"from tests.e2e import sections; sections.one({TITLE!r})"
    site.manage("shell", "-v", "0", "-c", code)


@pytest.fixture
def people(visit):
    return People(visit)


def bell(desk):
    return desk.page.locator(".p-bell")


def test_new_work_rings_the_bell_and_leads_to_the_very_step(application, people):
    reviewer = people[REVIEWER]
    click(bell(reviewer))
    told = reviewer.main.get_by_role("link", name=re.compile(f"新待办：.*{TITLE}"))
    reviewer.until(lambda: told.count() > 0)
    assert bell(reviewer).get_attribute("data-unread") is not None
    assert_accessible(reviewer.page)
    click(told)
    expect(reviewer.page).to_have_url(re.compile(r"/procurement/projects/[0-9a-f-]+/grant/$"))


def test_a_choice_holds_and_a_phone_is_confirmed_by_its_code(application, people):
    handler = people[HANDLER]
    click(bell(handler))
    handler.follow(re.compile("^消息设置"))
    assert_accessible(handler.page)
    handler.fill(**{"returned-sms": "即时"}).send("保存")
    handler.follow(re.compile("^设置.*短信"))
    handler.fill(value="13800138000").press("发送验证码")
    code_page = handler.page.url
    handler.mailbox().follow("验证码")
    code = re.search(r"验证码：(\d{6})", handler.main.inner_text()).group(1)
    handler.page.goto(code_page)
    handler.fill(code=code).send("确认联系方式")
    expect(handler.main).to_contain_text("已验证")
