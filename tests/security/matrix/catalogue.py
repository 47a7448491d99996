"""What is put up for comment: the matrix' second edition, on which A's purchaser is asked, and a requirement of A's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from catalog.demo import CONSULTATION
from catalog.models import Comment, Edition, Opinion
from catalog.standard import first_edition
from procurement import demo as procurement
from procurement.models import RequirementComment
from workflow import clock


def consulted(hand: Any) -> tuple[Edition, Opinion]:
    today, editor = clock.legal_date(), people.actor("czj.mulu")
    edition = hand.make(
        Edition,
        "draft",
        editor,
        year=2027,
        effective_from=max(today + timedelta(days=60), date(2027, 1, 1)),
        consultation=CONSULTATION,
        contact="市财政局政府采购监督管理科",
        items=first_edition()[:12],
    )
    edition = hand.do(
        edition,
        "open_consultation",
        editor,
        comments_until=today + timedelta(days=30),
        departments=[people.organisation("mzj")],
        publication_reviewed=True,
    )
    return edition, edition.opinions.get()


def commented(hand: Any, edition: Edition) -> Comment:
    """A's provider has said something; nobody has read it yet."""
    writer = people.actor("zhaohui.jingban")
    return hand.make(Comment, "submit", writer, edition=edition, text="建议写明认知症照护。", writer="")


def answered(hand: Any, comment: Any, who: Any) -> Any:
    """It isn't shown to others."""
    hidden = hand.do(comment, "withhold", who, reason="含他人隐私。")
    return hand.do(hidden, "reply", who, treatment="taken", answer="已写入说明。")


def requirement(hand: Any, world: Any) -> None:
    """The same of a requirement of A's purchaser: it takes comments for some days."""
    s, special = world.samples, {"special_conditions": "项目负责人具有社会工作师证书。"}
    s["requirement.unread"] = procurement.up_for_comment(hand, s["project.submitted"], **special)
    said = {"requirement": s["requirement.unread"], "text": "建议增加周末服务。", "writer": ""}
    s["requirementcomment"] = hand.make(RequirementComment, "submit", people.actor("zhaohui.jingban"), **said)
    other = hand.make(RequirementComment, "submit", people.actor("zhaohui.jingban"), **said)
    s["requirementcomment.answered"] = answered(hand, other, people.actor("mzj.jingban"))
    world.moments["requirement.unread"] = clock.legal_now()
