"""Words in demands on providers that the law may not want there: a hint with its reason, passed by a written one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, warn

SIZE = ("注册资本", "注册资金", "资产总额", "营业收入", "从业人员", "利润", "纳税额")
"""What measures how large a supplier is: neither a condition nor a factor (Order 87, articles 17 and 55)."""
LOCAL = (
    "本市注册",
    "本地注册",
    "当地注册",
    "所在地注册",
    "本市户籍",
    "本地户籍",
    "本市业绩",
    "本地业绩",
    "本市企业",
    "本地企业",
    "本省企业",
)
"""What favours the supplier next door (Regulation, article 20)."""


def says_nothing_about_size(act: Act) -> Iterator[Obstacle]:
    for place, word in found(act.subject.texts_on_providers(), SIZE):
        yield warn(
            _(
                "“%(place)s” speaks of “%(word)s”: how large a supplier is may be neither a condition nor a factor. "
                "Take it out, or say why it means something else."
            )
            % {"place": place, "word": word},
            "B5",
            mend=change(act.subject),
        )


def favours_no_place(act: Act) -> Iterator[Obstacle]:
    for place, word in found(act.subject.texts_on_providers(), LOCAL):
        yield warn(
            _(
                "“%(place)s” speaks of “%(word)s”: no supplier may be favoured for its place or local record. "
                "Take it out, or say why it is needed."
            )
            % {"place": place, "word": word},
            "CF-9",
            mend=change(act.subject),
        )


def found(texts: Iterable[tuple[Any, str]], words: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    """The first place in which one of the words stands: one hint for one rule is enough to look again."""
    hits = ((place, word) for place, text in texts for word in words if word in text)
    if first := next(hits, None):
        yield first


def change(subject: Any) -> Mend:
    return Mend(subject.address_of("revise"), _("Change the draft"))
