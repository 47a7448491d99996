"""The matrix' second edition: a draft that is put up for comment, on which A's purchaser is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts import demo as people
from catalog.demo import CONSULTATION
from catalog.models import Comment, Edition, Opinion
from catalog.standard import first_edition
from workflow import clock


def consulted(hand: Any) -> tuple[Edition, Opinion]:
    today, editor = clock.legal_date(), people.actor("czj.mulu")
    edition = hand.make(
        Edition,
        "draft",
        editor,
        year=2027,
        effective_from=today + timedelta(days=60),
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
