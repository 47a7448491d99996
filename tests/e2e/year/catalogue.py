"""The next year's catalogue: drafted, heard by everybody, approved, published."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.e2e.axe import assert_accessible
from tests.e2e.people import Desk, People, click

EDITOR, HEAD, DEPARTMENT = "czj.mulu", "czj.juzhang", "mzj.lingdao"
COMMENT = "A07养老服务应当写明认知症照护。"
ADDRESS = "citizen@example.cn"
SUMMARY = "征求1个部门和公众意见，采纳2条。"
ASSESSED = (
    "why_marketable",
    "why_providers",
    "why_public",
    "benefit_function",
    "benefit_cost",
    "benefit_quality",
)


def play(people: People, year: int) -> None:
    """From the draft to the page on which everybody reads what became of what they said."""
    title, last_day = consult(people, year)
    citizen = comment(people, title)
    department = people[DEPARTMENT].take_up("答复目录征求意见稿").press("答复目录征求意见稿")
    department.fill(stance="remarks", text="A07应当写明助浴服务。").send("答复目录征求意见稿")
    treat(people)
    editor = people[EDITOR].move_to((last_day + timedelta(days=1)).isoformat())
    editor.take_up("结束征求意见").press("结束征求意见")
    editor.fill(consultation=SUMMARY, publication_reviewed=True).send("结束征求意见")
    number = approve(people, last_day)
    editor.take_up("发布目录").do("发布目录", publication_reviewed=True)
    citizen.page.reload()
    citizen.sees(number, SUMMARY, COMMENT, "已写入说明。")


def consult(people: People, year: int) -> tuple[str, date]:
    """Drafted from the edition in force, one item assessed, put up for comment. Its title, and the last day."""
    editor = people[EDITOR].go("指导性目录").press("拟定新版目录")
    editor.fill(year=year, number="", effective_from=f"{year}-01-01", contact="市财政局采购科")
    editor.send("拟定目录版本")
    title = editor.page.locator("h1").inner_text()
    editor.press("论证目录事项").fill(item="A07 养老服务", **dict.fromkeys(ASSESSED, "已论证。"))
    editor.send("论证目录事项").press("发起征求意见")
    editor.main.get_by_label("长春市民政局").check()
    last_day = date.fromisoformat(editor.main.locator("[name=comments_until]").input_value())
    editor.fill(publication_reviewed=True).send("发起征求意见")
    return title, last_day


def comment(people: People, title: str) -> Desk:
    """Somebody without an account: a code goes to their mail, and the comment is not shown yet."""
    citizen = people.visitor().go("指导性目录").follow(title)
    expect(citizen.page.locator("h1")).to_have_text(title)
    address = citizen.page.url
    assert_accessible(citizen.page)
    citizen.press("提出意见").fill(text=COMMENT, writer="王女士", way="mail", address=ADDRESS)
    assert_accessible(citizen.page)
    citizen.press("获取验证码")
    expect(citizen.main.locator("[name=code]")).to_be_visible()
    citizen.fill(code=code_sent(people[EDITOR].mailbox())).send("提交意见")
    assert citizen.page.url == address
    expect(citizen.main).not_to_contain_text(COMMENT)
    return citizen


def code_sent(mailbox: Desk) -> str:
    """The six digits of the last mail that brings a code."""
    found = mailbox.main.get_by_role("link", name="验证码")
    mailbox.until(lambda: found.count() > 0)
    click(found.first)
    digits = re.search(r"(?<!\d)\d{6}(?!\d)", mailbox.main.inner_text())
    assert digits, "the mail holds no code"
    return digits.group()


def treat(people: People) -> None:
    """The comment is shown and answered, the department's opinion taken up."""
    editor = people[EDITOR].take_up("公开意见").press("公开意见").send("公开意见")
    editor.do("答复意见", treatment="taken", answer="已写入说明。")
    editor.take_up("说明意见采纳情况").do("说明意见采纳情况", treatment="taken")


def approve(people: People, issued: date) -> str:
    """With the document's number, and the reason why most items go unassessed."""
    number = f"长财采购〔{issued.year}〕99号"
    head = people[HEAD].take_up("批准目录").press("批准目录")
    head.fill(number=number, issued_on=(issued + timedelta(days=1)).isoformat()).press("批准目录")
    head.main.locator("[name='overrides-A3.3']").fill("其余事项沿用上一版论证材料。")
    head.send("批准目录")
    return number
