"""The policy library as the matrix meets it: a document that is public, one that waits, a question from the public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from library import demo
from library.models import Policy, Question


def of_shelf(hand: Any, today: date) -> dict[str, Any]:
    """Samples by name."""
    published = demo.shelved(hand, demo.policy_of_2014(copied_on=None, copied_how=""))
    given = demo.rules_of(published, "长春市", "长财发〔2027〕3号", today - timedelta(days=2))
    asked = {
        "kind": "question",
        "finance": people.organisation("czj"),
        "text": "怎样申请居家养老服务？",
        "writer": "",
    }
    return {
        "policy.published": published,
        "policy": hand.make(Policy, "enter", people.actor("czj.mulu"), **given),
        "question": hand.make(Question, "ask", people.actor("zhaohui.jingban"), **asked),
    }
