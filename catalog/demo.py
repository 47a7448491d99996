"""The city's catalogue in the demonstration."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts import demo as people
from catalog.models import Edition
from catalog.standard import first_edition

CONSULTATION = (
    "2014年6月16日至7月15日公开征求意见，收到意见37条，采纳21条；"
    "市编办、市人社局、市民政局、市工商局会签同意。"
)


WITHOUT_ASSESSMENTS = {
    "overrides-A3.3": "各事项的论证材料随文件报送，纸质件存档。",
    "overrides-O102-12": "与上级目录的对应关系另行整理。",
}
HELD = {"held_from": date(2014, 6, 16), "held_until": date(2014, 7, 15)}


def city_catalogue(hand: Any, **values: Any) -> Edition:
    """The first edition, consulted before the portal was there. `hand`: see `workflow.play.Play`."""
    given = {
        "year": 2014,
        "number": "长财采购〔2014〕26号",
        "issued_on": date(2014, 9, 18),
        "effective_from": date(2014, 9, 20),
        "consultation": CONSULTATION,
        "contact": "市财政局政府采购监督管理科",
        "items": first_edition(),
        **values,
    }
    edition = hand.make(Edition, "draft", people.actor("czj.mulu"), **given)
    return brought_into_force(hand, edition)


def brought_into_force(hand: Any, edition: Edition, finance: str = "czj", **document: Any) -> Edition:
    """From a draft to its publication, where the consultation was held on paper. `document`: what approves it."""
    editor, head = people.actor(f"{finance}.mulu"), people.actor(f"{finance}.juzhang")
    consulted = {"consultation": edition.consultation or CONSULTATION, **HELD}
    edition = hand.do(edition, "record_consultation", editor, **consulted)
    given = {name: getattr(edition, name) for name in ("number", "issued_on", "effective_from")} | document
    edition = hand.do(edition, "approve", head, **given, **WITHOUT_ASSESSMENTS)
    return hand.do(edition, "publish", editor, publication_reviewed=True)
