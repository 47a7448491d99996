"""Words in demands on providers that the law may not want there: a hint with its reason, passed by a written one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.phrases import remarks
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, warn

SIZE = re.compile("注册资本|注册资金|资产总额|营业收入|从业人员|利润|纳税额")
"""What measures how large a supplier is: neither a condition nor a factor (Order 87, articles 17 and 55)."""
LOCAL = (
    r"(?:在|于)[^，。；、]{0,12}(?:省|市(?!场)|区|县|州)[^，。；、]{0,6}(?:注册|登记|设立)",
    r"(?:本|当|我)(?:省|市(?!场)|区|县|地)[^，。；、]{0,4}(?:企业|公司|供应商|机构|注册|登记|户籍|业绩|纳税)",
    "注册地|住所地|所在地注册|工商所在地",
)
"""What favours the supplier next door (Regulation, article 20)."""
OWNERSHIP = ("国有企业|国有独资|国有控股|国企|央企|民营|民企|私营|外资|内资企业|集体企业|所有制",)
"""Who owns a supplier must not matter either (Regulation, article 20)."""
FAVOURS = re.compile("|".join((*LOCAL, *OWNERSHIP)))
NAMED = 3
"""So many places are named: enough to look again."""


def says_nothing_about_size(act: Act) -> Iterator[Obstacle]:
    for place, word in found(act.subject.texts_on_providers(), SIZE)[:1]:
        yield warn(
            _(
                "“%(place)s” speaks of “%(word)s”: how large a supplier is may be neither a condition nor a factor. "
                "Take it out, or say why it means something else."
            )
            % {"place": place, "word": word},
            "B5",
            mend=change(act.subject),
        )


def favours_nobody(act: Act) -> Iterator[Obstacle]:
    """One hint for all that a reason must answer: seat, local record, ownership."""
    if hits := found(act.subject.texts_on_providers(), FAVOURS)[:NAMED]:
        said = remarks(_("“%(place)s” speaks of “%(word)s”") % {"place": p, "word": w} for p, w in hits)
        text = _(
            "%(said)s: no supplier may be favoured or shut out for its seat, its local record or its ownership. Take "
            "it out, or say why it is needed."
        )
        yield warn(text % {"said": said}, "CF-9", mend=change(act.subject))


def found(texts: Iterable[tuple[Any, str]], words: re.Pattern[str]) -> list[tuple[Any, str]]:
    """Places in which one of the words stands, each word once."""
    hits = {hit.group(): place for place, text in texts for hit in words.finditer(text)}
    return [(place, word) for word, place in hits.items()]


def change(subject: Any) -> Mend:
    return Mend(subject.address_of("revise"), _("Change the draft"))
