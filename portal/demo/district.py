"""A district's own catalogue: a few items of the city's, each mapped to it, and one that goes into more detail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from catalog.models import Edition
from catalog.standard import first_edition
from portal.demo.scenes import NOON, on
from workflow.clock import legal_date
from workflow.play import Opening, Play, Story

FINANCE = "ngcz"
IN_FORCE = date(2026, 2, 2)
"""While no application of the district's units is under way: it was filed under the city's items."""
TO_DECIDE = timedelta(days=21)
OWN = {
    "code": "A0701",
    "level": 3,
    "parent": "A07",
    "name": "社区助餐配餐",
    "name_en": "Meals for the elderly in the community",
    "description": "社区食堂、助餐点集中供餐和送餐上门。",
    "department": "南关区民政局",
}
ITEMS = {
    "A05": ("入户核查可以按户计价", "辖区社会调查和社工机构8家", "申请临时救助和低保的家庭"),
    "A07": ("日间照料、上门照护可以按人次计价", "辖区养老服务机构和社会组织14家", "高龄、失能和特困老年人"),
    "A0701": ("助餐可以按份计价，成本公开", "辖区社区食堂和配餐企业11家", "60周岁以上老年人"),
    "A08": ("培训可以按人计价，按就业结果付费", "辖区培训机构9家", "自主就业退役军人"),
    "B01": ("社区活动、送餐可以按人次计价", "辖区社会组织20余家", "社区居民和高龄老年人"),
    "B04": ("法律顾问可以按社区、按年计价", "辖区律师事务所30余家", "村（社区）居民"),
    "B07": ("驻点调解可以按件、按岗计价", "辖区行业性专业性调解组织6家", "商事、物业纠纷当事人"),
    "B08": ("矫正社工服务可以按人次计价", "辖区社工机构7家", "在册社区矫正对象"),
    "B10": ("帮教服务可以按人计价", "辖区社工机构7家", "刑满释放人员及其家庭"),
}
"""Why each is suitable: the market, the providers, whom it serves."""
HEARD = "公开征求意见，收到意见9条，采纳6条；区民政局、区司法局、区退役军人局会签同意。"


def openings(weeks: int) -> list[Opening]:
    in_force = IN_FORCE + timedelta(weeks=weeks)
    return [(on(in_force - TO_DECIDE), "district catalogue", lambda play: catalogue(play, in_force))]


def items() -> list[dict[str, Any]]:
    chosen = {code[0] for code in ITEMS} | set(ITEMS)
    return [*(row for row in first_edition() if row["code"] in chosen), OWN]


def catalogue(play: Play, in_force: date) -> Story:
    """Drafted and assessed, consulted on paper, approved and published."""
    editor, head = people.actor(f"{FINANCE}.mulu"), people.actor(f"{FINANCE}.juzhang")
    given = {"year": in_force.year, "effective_from": in_force, "contact": "南关区财政局采购管理科"}
    edition = play.make(Edition, "draft", editor, **given, items=items())
    for code, why in ITEMS.items():
        edition = play.do(
            edition, "assess", editor, item=edition.items.get(code=code), **assessed(code, *why)
        )
    began = in_force - timedelta(days=70)
    held = {"consultation": HEARD, "held_from": began, "held_until": began + timedelta(days=20)}
    edition = play.do(edition, "record_consultation", editor, **held)
    yield play.after(working_days=4, at=NOON)
    number = f"南财采〔{in_force.year}〕3号"
    document = {"number": number, "issued_on": legal_date(play.now), "effective_from": in_force}
    edition = play.do(edition, "approve", head, **document)
    yield play.after(working_days=1)
    play.do(edition, "publish", editor, publication_reviewed=True)


def assessed(code: str, market: str, providers: str, public: str) -> dict[str, Any]:
    """A detail of an item corresponds to the city's item."""
    return {
        "why_marketable": f"{market}，竞争充分。",
        "why_providers": f"{providers}，具备承接能力。",
        "why_public": f"服务{public}。",
        "benefit_function": "由直接组织转为制定标准、监督和评价，不新增机构编制。",
        "benefit_cost": "按服务量付费，单位成本低于自行组织。",
        "benefit_quality": "按质量考核和满意度付费，效果可以核验。",
        "livelihood": code[0] == "A",
        "basic_service": False,
        "standard": "",
        "upper_code": code[:3],
    }
