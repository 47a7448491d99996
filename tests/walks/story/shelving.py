"""A policy on the shelf: entered, returned, revised, published, copied up; one that ends; a question about it."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from library import demo
from library.models import Policy, Question
from tests.walks.story.hand import HAND, aside, do
from workflow import clock


def play() -> None:
    policy = demo.shelved(HAND, demo.policy_of_2014())
    signed = clock.legal_date() - timedelta(days=2)
    given = demo.rules_of(policy, "长春市", f"长财发〔{signed.year}〕3号", signed)
    rules = HAND.make(Policy, "enter", people.actor("czj.mulu"), **given)
    with aside():
        do(rules, "discard", "czj.mulu", reason="重复录入。")
    rules = do(rules, "send_back", "czj.juzhang", reason="请写明施行日期。")
    rules = do(rules, "revise", "czj.mulu", **given)
    rules = do(rules, "publish", "czj.juzhang", publication_reviewed=True)
    copy = {"copied_on": signed, "copied_how": "exchange", "copied_note": "收发118号", "files": []}
    rules = do(rules, "record_copy", "czj.shenhe", **copy)
    ended = {"repealed_on": clock.legal_date(), "reason": "上位文件已经修订。", "publication_reviewed": True}
    do(rules, "repeal", "czj.juzhang", **ended)
    asked = {"kind": "question", "finance": people.organisation("czj"), "policy": policy, "writer": "王女士"}
    question = HAND.make(Question, "ask", people.actor("zhaohui.jingban"), **asked, text="怎样申请？")
    do(question, "answer", "czj.shenhe", **demo.ANSWER)
