"""From the opened bids to the letter of acceptance."""

from __future__ import annotations

from tests.e2e.life.application import HANDLER, HEAD, TITLE
from tests.e2e.papers import picture
from tests.e2e.people import People

FREE = dict.fromkeys(("no_employment", "no_control", "no_kinship", "no_other_tie"), True)
POINTS = {"朝晖": (47, 38), "康乐": (42, 35), "松鹤": (40, 34)}


def play(people: People) -> None:
    check_eligibility(people)
    members = form_panel(people)
    for member in members:
        judge(people, member)
    for member in members:
        score(people, member)
    conclude(people, members)
    decide(people)


def check_eligibility(people: People) -> None:
    handler = people[HANDLER].take_up("资格审查", TITLE).press("资格审查")
    handler.rows("rows", *[{"credit_clean": "yes", "eligible": "yes"}] * 3)
    handler.fill(evidence=[picture("信用查询结果")]).send("资格审查")


def form_panel(people: People) -> list[str]:
    """Experts by lot and a representative of the purchaser; who they are is told to them alone."""
    head = people[HEAD].take_up("组建评标委员会", TITLE).press("组建评标委员会")
    head.page.get_by_label("吴迪").check()
    head.send("组建评标委员会")
    return head.recipients_of("您已被抽取参加评标", 5)


def judge(people: People, member: str) -> None:
    """Freedom from conflict, then conformity, each member alone at their own desk."""
    desk = people[member].take_up("声明没有利害关系", TITLE).do("声明没有利害关系", **FREE)
    desk.press("符合性审查").rows("rows", *[{"conforms": "yes"}] * 3).send("符合性审查")


def score(people: People, member: str) -> None:
    desk = people[member].take_up("评分", TITLE).press("评分")
    for name, points in POINTS.items():
        sheet = desk.main.locator(".p-panel").filter(has_text=name)
        for number, given in enumerate(points):
            sheet.get_by_label("分值").nth(number).fill(str(given))
    desk.send("评分")


def conclude(people: People, members: list[str]) -> None:
    """The portal ranks; the expert who was drawn first chairs and concludes."""
    chair = next(one for one in members if people[one].has_to("完成评标"))
    people[chair].take_up("完成评标", TITLE).do("完成评标")


def decide(people: People) -> None:
    """The head decides for the first in rank and announces; the winner gets the letter of acceptance."""
    head = people[HEAD].take_up("确定中标人", TITLE).press("确定中标人").sees("95.00")
    head.send("确定中标人").press("发布中标结果").fill(publication_reviewed=True).send("发布中标结果")
