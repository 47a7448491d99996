"""Words in demands on providers that the law may not want there: a hint with its reason, passed by a written one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.phrases import remarks
from workflow import law
from workflow.act import Act
from workflow.obstacles import Mend, Obstacle, warn

SIZE = re.compile("注册资本|注册资金|资产总额|总资产|净资产|营业收入|营业额|从业人员|利润|纳税额")
"""What measures how large a supplier is: neither a condition nor a factor (Order 87, articles 17 and 55)."""
PLACE = r"(?:省|市(?!场)|(?<![社小校园院片景街])区|县|州)"
OFFICE = "机关|部门|管理|主管|证|会计|护士|社会工作|社工|消防|建造|工程|造价|商标"
"""What follows where it isn't the supplier that is registered there, but an office or a profession that is meant."""
LOCAL = (
    rf"(?:在|于)[^，。；、]{{0,12}}{PLACE}[^，。；、]{{0,6}}(?:注册|登记|设立)(?!{OFFICE})",
    rf"(?:(?![在于])[\u4e00-\u9fff]){{2,8}}{PLACE}(?:境内|域内|辖区内|内|工商)?(?:注册|登记)(?!{OFFICE})",
    r"(?:本|当|我)(?:省|市(?!场)|区|县|地)[^，。；、]{0,4}(?:企业|公司|供应商|机构|注册|登记|户籍|业绩|纳税)",
    "注册地|住所地|所在地注册|工商所在地",
)
"""What favours the supplier next door (Regulation, article 20)."""
OWNERSHIP = ("国有企业|国有独资|国有控股|国企|央企|民营|民企|私营|外资|内资企业|集体企业|所有制",)
"""Who owns a supplier must not matter either (Regulation, article 20)."""
FAVOURS = re.compile("|".join((*LOCAL, *OWNERSHIP)))
LISTS = re.compile("(?<!专家)(?:名录库|备选库|资格库|供应商库)(?:成员|供应商|单位|机构)?")
"""Lists on which a supplier would have to stand beforehand (财办库〔2021〕14号). The register of providers is none."""
NO_LIST_WANTED = re.compile(r"(?:不以|不得以|不得设置?|不设置?|无需|无须|不要求|不需要)[^，。；\n]*")
PRICE = re.compile(
    r"(?:价格|报价)(?:分值?|得分|因素|部分|权重)(?:权重|占比|比重|占|总分值?|的|为|是|满分|设为|[:：\s])*"
    r"(\d+(?:\.\d+)?)\s*(?:[%％]|分)"
)
"""What the price counts, in per cent or in points of a hundred."""
LEAST = {"open": "open.price_weight_services_min", "invited": "invited.price_weight_services_min"}
"""By method: the least that the price weighs for services (Order 87, article 55)."""


def says_nothing_about_size(act: Act) -> Iterator[Obstacle]:
    if said := told(found(act.subject.texts_on_providers(), SIZE)):
        text = _(
            "%(said)s: how large a supplier is may be neither a condition nor a factor. Take it out, or say why it "
            "means something else."
        )
        yield warn(text % {"said": said}, "B5", mend=change(act.subject))


def favours_nobody(act: Act) -> Iterator[Obstacle]:
    """One hint for all that a reason must answer: seat, local record, ownership."""
    if said := told(found(act.subject.texts_on_providers(), FAVOURS)):
        text = _(
            "%(said)s: no supplier may be favoured or shut out for its seat, its local record or its ownership. Take "
            "it out, or say why it is needed."
        )
        yield warn(text % {"said": said}, "CF-9", mend=change(act.subject))


def wants_no_list(act: Act) -> Iterator[Obstacle]:
    """B3.5: nobody has to stand on a list before it may take part."""
    texts = ((place, NO_LIST_WANTED.sub("", text)) for place, text in act.subject.texts_on_providers())
    if said := told(found(texts, LISTS)):
        text = _(
            "%(said)s: no supplier has to be on a list of suppliers to take part. Take it out, or say why it is no "
            "condition."
        )
        yield warn(text % {"said": said}, "B3.5", mend=change(act.subject))


def price_weighs_enough(act: Act) -> Iterator[Obstacle]:
    """As the tender will be asked: whoever writes the requirement hears it before the draft is refused for it."""
    requirement = act.subject
    rule_id, place = LEAST.get(requirement.method, ""), requirement.jurisdiction_code()
    if not rule_id or not law.applies(rule_id, jurisdiction=place, on=act.today):
        return
    least = law.find(rule_id, jurisdiction=place, on=act.today).value * 100
    for hit in PRICE.finditer(unicodedata.normalize("NFKC", requirement.rules_of_choice)):
        if Decimal(hit[1]) < least:
            text = _(
                "“%(said)s”: for services the price weighs at least %(least)s %%. Change it, or say why it means "
                "something else."
            )
            values = {"said": hit.group(), "least": f"{least.normalize():f}"}
            yield warn(text % values, rule_id, mend=change(requirement))
            return


def found(texts: Iterable[tuple[Any, str]], words: re.Pattern[str]) -> list[tuple[Any, str]]:
    """Places in which one of the words stands, each word once in each place."""
    return list(dict.fromkeys((place, hit.group()) for place, text in texts for hit in words.finditer(text)))


def told(hits: list[tuple[Any, str]]) -> str:
    """All of them, by place: a reason answers what was named, so nothing goes unnamed."""
    by_place: dict[str, list[str]] = {}
    for place, word in hits:
        by_place.setdefault(str(place), []).append(word)
    return remarks(
        _("“%(place)s” speaks of “%(word)s”") % {"place": place, "word": gettext("”, “").join(words)}
        for place, words in by_place.items()
    )


def change(subject: Any) -> Mend:
    return Mend(subject.address_of("revise"), _("Change what it says"))
