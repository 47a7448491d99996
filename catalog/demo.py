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


def city_catalogue(hand: Any, **values: Any) -> Edition:
    """The first edition, drafted by finance's editor and published by its head. `hand`: see `workflow.play.Play`."""
    edition = hand.make(
        Edition,
        "draft",
        people.actor("czj.mulu"),
        **{
            "year": 2014,
            "number": "长财采购〔2014〕26号",
            "issued_on": date(2014, 9, 18),
            "effective_from": date(2014, 9, 20),
            "consultation": CONSULTATION,
            "contact": "市财政局政府采购监督管理科",
            "items": first_edition(),
            **values,
        },
    )
    return hand.do(edition, "publish", people.actor("czj.juzhang"), publication_reviewed=True)
