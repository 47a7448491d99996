"""The shelf of the demonstration city. The policy of 2014 is real; what districts issued under it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from accounts import demo as people
from core.actor import ANONYMOUS
from library.models import Policy, Question
from workflow.play import Play, Story

TEXT_OF_2014 = Path(__file__).parent / "data" / "changfuban-2014-18.txt"
PLAIN: dict[str, Any] = {
    "web_on": None,
    "in_force_from": None,
    "in_force_until": None,
    "parent": None,
    "parent_title": "",
    "parent_number": "",
    "replaces": None,
    "addressees": "",
    "files": [],
    "copied_on": None,
    "copied_how": "",
}


@cache
def text_of_2014() -> str:
    return TEXT_OF_2014.read_text(encoding="utf-8").strip()


def policy_of_2014(**changed: Any) -> dict[str, Any]:
    """A0.1: with its parent, which was issued by the province and doesn't stand on the shelf."""
    return PLAIN | {
        "kind": "policy",
        "title": "长春市人民政府办公厅关于加快推进政府向社会力量购买服务的意见",
        "issuer": "长春市人民政府办公厅",
        "number": "长府办发〔2014〕18号",
        "signed_on": date(2014, 7, 31),
        "web_on": date(2014, 9, 20),
        "in_force_from": date(2014, 7, 31),
        "parent_title": "吉林省人民政府办公厅关于政府向社会力量购买服务的实施意见",
        "parent_number": "吉政办发〔2014〕6号",
        "addressees": "各区人民政府，开发区管委会，市政府各委办局、各直属机构",
        "text": text_of_2014(),
        "copied_on": date(2014, 8, 8),
        "copied_how": "exchange",
        **changed,
    }


def interpretation(policy: Policy, signed_on: date) -> dict[str, Any]:
    return PLAIN | {
        "kind": "interpretation",
        "title": "一图读懂：哪些服务可以由社会力量承接",
        "issuer": "长春市财政局",
        "number": "",
        "signed_on": signed_on,
        "parent": policy,
        "text": (
            "问：哪些事项可以购买？答：公共服务、社会管理、行业管理与协调、技术服务、政府履职所需辅助性事项等六类，"
            "以当年指导性目录为准。\n\n问：哪些不能购买？答：应当由政府直接履行的职责，以及不属于政府职责范围的服务。\n\n"
            "问：谁可以承接？答：依法登记的社会组织、企业和机构，以及不承担行政管理职能、具备条件的事业单位。"
        ),
    }


def rules_of(policy: Policy, place: str, number: str, signed_on: date) -> dict[str, Any]:
    """Implementing rules of a district or zone."""
    return PLAIN | {
        "kind": "rules",
        "title": f"{place}政府向社会力量购买服务实施细则",
        "issuer": f"{place}财政局",
        "number": number,
        "signed_on": signed_on,
        "in_force_from": signed_on + timedelta(days=30),
        "parent": policy,
        "addressees": "区直各部门、各街道办事处",
        "text": (
            "第一条 根据长府办发〔2014〕18号文件精神，结合本区实际，制定本细则。\n\n"
            "第二条 购买主体按照批准的预算和指导性目录编制年度购买计划，报区财政局审核。\n\n"
            "第三条 预算金额二十万元以下的项目，由购买主体按照内部控制制度择优确定承接主体，并公开结果。\n\n"
            "第四条 绩效评价由购买主体、服务对象和第三方共同进行，结果作为安排以后年度预算的依据。"
        ),
    }


def case(signed_on: date) -> dict[str, Any]:
    return PLAIN | {
        "kind": "case",
        "title": "社区居家养老服务：由服务对象打分的一年",
        "issuer": "长春市财政局",
        "number": "",
        "signed_on": signed_on,
        "text": (
            "市民政局把居家养老服务分为助餐、助洁、助医三项，合同写明每一项的数量和质量标准，每季度按核定的进度付款。\n\n"
            "服务对象满意度与尾款挂钩，问题在下一季度得到改正。可供参考的做法：先定绩效标准，再定价格；"
            "验收邀请服务对象参加；评价结果写入下一年度预算申请。"
        ),
    }


def shelved(hand: Any, given: dict[str, Any], finance: str = "czj") -> Policy:
    """Entered by one person, published by another."""
    entered = hand.make(Policy, "enter", people.actor(f"{finance}.mulu"), **given)
    return hand.do(entered, "publish", people.actor(f"{finance}.juzhang"), publication_reviewed=True)


def shelf(play: Play) -> Story:
    """The policy, what explains it, two districts that carry it out, and a case."""
    policy = shelved(play, policy_of_2014())
    yield play.after(days=3)
    shelved(play, interpretation(policy, play.now.date()))
    yield play.after(days=40)
    shelved(play, case(play.now.date()))
    yield play.after(days=20)
    signed = play.now.date() - timedelta(days=2)
    rules = shelved(play, rules_of(policy, "南关区", f"南财发〔{signed.year}〕7号", signed), "ngcz")
    yield play.after(working_days=4)
    play.do(
        rules,
        "record_copy",
        people.actor("ngcz.shenhe"),
        copied_on=play.now.date(),
        copied_how="exchange",
        copied_note=f"南财办收发〔{signed.year}〕118号",
        files=[],
    )


def asked(hand: Any, finance: str = "czj", **changed: Any) -> Question:
    """By somebody without an account, whose address has been shown to be theirs."""
    given = {
        "kind": "question",
        "finance": people.organisation(finance),
        "policy": None,
        "text": "我社区的老人怎样才能用上居家养老服务？需要自己申请吗？",
        "writer": "王女士",
        "way": "mail",
        "address": "w@example.cn",
    }
    return hand.make(Question, "ask", ANONYMOUS, **given | changed)


ANSWER = {
    "reply": "具有本市户籍的失能、半失能老年人可以向所在社区提出，社区受理后由承接主体联系上门评估，不收取费用。",
    "is_told": True,
    "told_title": "哪些老年人可以使用居家养老服务",
    "told_text": "老年人怎样使用居家养老服务？",
    "publication_reviewed": True,
}


def public_asks(play: Play) -> Story:
    """A question that is answered for all to read, and a suggestion that still waits."""
    question = asked(play)
    yield play.after(working_days=3)
    play.do(question, "answer", people.actor("czj.shenhe"), **ANSWER)


def public_suggests(play: Play) -> Story:
    asked(play, kind="suggestion", text="建议把验收结果和满意度放在项目公开页最前面。", writer="")
    yield play.now


def zone_follows(play: Play) -> Story:
    """The zone has issued its rules a few days ago; its copy to the city is still open."""
    policy = Policy.objects.get(number="长府办发〔2014〕18号")
    signed = play.now.date() - timedelta(days=1)
    shelved(play, rules_of(policy, "净月高新区", f"净管财〔{signed.year}〕5号", signed), "jycz")
    yield play.now
