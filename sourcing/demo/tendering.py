"""From a granted project to a published tender."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from accounts import demo as people
from core.actor import Actor
from procurement.demo import ELIGIBILITY, fixed_requirement
from procurement.models import Project
from procurement.services import requirement_obstacles
from sourcing import presenting
from sourcing.demo.opening import enrol
from sourcing.models import Tender
from workflow.availability import obstacles_of
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.law import calendar

CRITERIA = [
    (
        "price",
        "投标报价",
        "满足招标文件要求且价格最低的评标报价为评标基准价，价格分＝评标基准价÷评标报价×100。",
        10,
    ),
    (
        "technical",
        "服务方案",
        "目标、流程、人员、质量控制齐全得25～35分；基本齐全得15～24分；有缺项得0～14分。",
        35,
    ),
    ("technical", "应急与投诉处理", "有专人、有时限、可核验得12～15分；其余按缺项递减。", 15),
    ("commercial", "项目团队", "持证人员占比100%得20分；每低5个百分点扣2分。", 20),
    ("commercial", "同类项目业绩", "近三年每个同类合同得5分，最多4个。", 20),
]
PAPERS = [
    ("商务与资格文件", "登记证书、财务报告、纳税和社保缴纳证明", True),
    ("服务方案", "对照服务需求逐条响应", True),
    ("中小企业声明函", "仅中小企业提供", False),
]


NOT_TOLD = (
    "本项目为年中追加的民生任务，预算下达时未能预见，需要尽快组织采购，经单位集体研究不再另行公开意向。"
)
"""Why no intention was published thirty days before, where none was."""


def not_told(tender: Tender, head: Actor) -> dict[str, str]:
    """The reason for going on all the same, where the portal asks for one."""
    found = obstacles_of(Tender.steps()["publish"], tender, head)
    return {f"overrides-{o.rule}": NOT_TOLD for o in found if o.rule in {"IN-4", "intention.lead"}}


def now_of(hand: Any) -> datetime:
    """Where a story stands, also when it is taken up again; else the legal time."""
    return getattr(hand, "now", None) or legal_now()


def deadline(start: datetime, days: int = 22) -> datetime:
    """A working day at half past nine, at least so many days later."""
    day = legal_date(start) + timedelta(days=days)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(9, 30), SHANGHAI)


def tender_input(project: Project, now: datetime, **values: Any) -> dict[str, Any]:
    """The complete input of a draft; `values` change parts of it."""
    closes_at = values.get("closes_at") or deadline(now)
    return {
        "title": project.title,
        "method": "open",
        "requirement": presenting.requirement_of(project),
        "contract_period": presenting.period_of(project, closes_at),
        "service_place": "长春市市区",
        "conditions": ELIGIBILITY,
        "special_conditions": "",
        "consortium": False,
        "sme_choice": "social",
        "sme_reason": "鼓励社会组织参与竞争",
        "sme_deduction": Decimal(0),
        "ceiling": project.granted_amount,
        "deposit": Decimal(0),
        "low_price_mean": None,
        "low_price_second": None,
        "low_price_ceiling": None,
        "documents_from": now,
        "documents_until": closes_at - timedelta(days=2),
        "documents_how": settings.PUBLIC_URL,
        "documents_price": Decimal(0),
        "closes_at": closes_at,
        "opening_place": "长春市公共资源交易中心第三开标室（线上同步）",
        "contact_name": project.handler.name if project.handler else "",
        "contact_phone": "0431-88770000",
        "remarks": "",
        "statutory_url": "",
        "criteria": [
            {"kind": kind, "name": name, "standard": how, "weight": Decimal(weight)}
            for kind, name, how, weight in CRITERIA
        ],
        "papers": [{"name": n, "hint": h, "required": r} for n, h, r in PAPERS],
        **values,
    }


def draft_tender(hand: Any, project: Project, key: str = "mzj", **values: Any) -> Tender:
    """A tender that its purchaser has drafted. `hand`: see `workflow.play.Play`."""
    return hand.make(
        Tender,
        "draft",
        people.actor(f"{key}.jingban"),
        project=project,
        **tender_input(project, now_of(hand), **values),
    )


def name_officials(hand: Any, tender: Tender, key: str = "mzj", finance: str = "czj") -> Tender:
    """The purchaser's and the finance department's officials, enrolled where they aren't yet."""
    if tender.officials.exists():  # a story that is taken up again
        return tender
    keys = [enrol(f"{key}.kaibiao"), enrol(f"{finance}.kaibiao")]
    return hand.do(tender, "name_officials", people.actor(f"{key}.lingdao"), officials=keys)


def published_tender(
    hand: Any, project: Project, key: str = "mzj", finance: str = "czj", **values: Any
) -> Tender:
    tender = name_officials(hand, draft_tender(hand, project, key, **values), key, finance)
    if any(requirement_obstacles(project, legal_date(now_of(hand)))):
        fixed_requirement(hand, project, key)
    head = people.actor(f"{key}.lingdao")
    return hand.do(tender, "publish", head, publication_reviewed=True, **not_told(tender, head))
