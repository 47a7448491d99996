"""The acts from a purchaser's registration to a grant. `hand` is a `workflow.play.Play` or anything with its
`make` and `do`; tests use them too."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from catalog.services import items_in_force
from core import excel
from core.actor import Actor
from documents.models import StoredFile
from documents.services import stage
from procurement.importing import LINES
from procurement.indicators import default_indicators
from procurement.models import (
    BudgetLine,
    BudgetTable,
    IncreaseRequest,
    LineImport,
    Project,
    PurchaserProfile,
    YearClosing,
)
from procurement.rules.assessment import exclusions_in_force
from workflow.clock import legal_date

FINANCE = {"220100": "czj", "220102": "ngcz", "220172": "jycz"}


def finance_key(purchaser_key: str) -> str:
    """Stem of the account names of the finance department over that purchaser."""
    return FINANCE[people.organisation(purchaser_key).jurisdiction.code]


def purchaser(hand: Any, key: str = "mzj", **values: Any) -> PurchaserProfile:
    """Register a unit as a purchaser and have finance confirm it."""
    profile = hand.make(
        PurchaserProfile,
        "register",
        people.actor(f"{key}.jingban"),
        **{"kind": "PUR-1", "internal_control": "《政府购买服务内部监督管理办法》", **values},
    )
    return hand.do(profile, "confirm", people.actor(f"{finance_key(key)}.shenhe"))


def issued_in(hand: Any) -> int:
    """The year that a document's number names: that in which it is signed, whatever year it is about."""
    return legal_date(getattr(hand, "now", None)).year


def budget_line(hand: Any, key: str = "mzj", **values: Any) -> BudgetLine:
    """Enter a budget line for a purchaser; of a year that is over, with the reason."""
    year = values.get("year", legal_date().year)
    late = {"overrides-A5.1": "补录往年已批复的指标。"} if year < legal_date().year else {}
    return hand.make(
        BudgetLine,
        "enter",
        people.actor(f"{finance_key(key)}.shenhe"),
        **{
            "purchaser": people.organisation(key),
            "year": year,
            "code": f"{year}-{key}-01",
            "title": "政府购买服务专项",
            "category": "",
            "source": "general",
            "amount": Decimal("10000000.00"),
            "approval_number": f"长财预〔{issued_in(hand)}〕1号",
            "plan_years": [],
            **late,
            **values,
        },
    )


def workbook(actor: Actor, *rows: dict[str, Any], name: str = "ys.xlsx") -> StoredFile:
    """Budget lines as the finance system's workbook, handed in by that person."""
    upload = SimpleUploadedFile(
        name, excel.sheet(str(LINES.title), LINES.heads(), map(LINES.cells, rows)).content
    )
    return stage(upload, actor)


def line_import(hand: Any, *rows: dict[str, Any]) -> LineImport:
    """A workbook with these lines of the city's units, read and not entered."""
    actor = people.actor("czj.shenhe")
    year = legal_date().year
    own = [
        {
            "purchaser": people.organisation("mzj").name,
            "year": year,
            "code": f"{year}-mzj-8{number}",
            "title": "社会救助入户核查",
            "category": "",
            "source": "general",
            "amount": Decimal("10007.31"),
            "approval_number": f"长财预〔{year}〕44号",
            **row,
        }
        for number, row in enumerate(rows or ({},))
    ]
    return hand.make(LineImport, "read", actor, workbook=[workbook(actor, *own)])


def increase_request(hand: Any, line: BudgetLine, key: str = "mzj", **values: Any) -> IncreaseRequest:
    """The unit's head asks for more money on a line."""
    need = "下半年新增失能老年人310人，按现有次数测算缺口明显，服务不能中断。"
    given = {"line": line, "amount": Decimal("60000.00"), "need": need, **values}
    return hand.make(IncreaseRequest, "ask", people.actor(f"{key}.lingdao"), **given)


def year_closing(hand: Any, year: int, *, until: date | None = None, **line: Any) -> YearClosing:
    """The closing of a year of the city, being prepared; with a line of that year where there is none."""
    finance = people.actor("czj.shenhe")
    if not BudgetLine.objects.filter(finance_id=finance.organisation_id, year=year).exists():
        budget_line(hand, year=year, **{"amount": Decimal("76543.21"), **line})
    return hand.make(YearClosing, "open", finance, year=year, payments_until=until or date(year, 12, 20))


def publish_budget(hand: Any, key: str = "mzj", year: int | None = None) -> BudgetTable:
    """The unit makes its budget for a year public."""
    purchaser_id = people.organisation(key).pk
    table = BudgetTable.objects.get(purchaser_id=purchaser_id, year=year or legal_date().year)
    return hand.do(table, "publish", people.actor(f"{key}.lingdao"), publication_reviewed=True)


def draft_project(hand: Any, key: str = "mzj", *, item: str = "A07", **values: Any) -> Project:
    """A new application with nothing but its name."""
    actor = people.actor(f"{key}.jingban")
    today = legal_date()
    chosen = items_in_force(actor.jurisdiction, today).get(code=item)
    return hand.make(
        Project,
        "draft",
        actor,
        **{"title": "失能老年人居家养老上门服务", "item": chosen, "year": today.year, **values},
    )


def application(project: Project, line: BudgetLine | None, **values: Any) -> dict[str, Any]:
    """The complete input of `prepare`; `values` change parts of it."""
    year, today = project.year, legal_date()
    rules = exclusions_in_force(project.jurisdiction_code(), today)
    return {
        "title": project.title,
        "item": project.item,
        "service_class": 3,
        "need": "全市失能老年人居家照护缺口大，现有机构床位不足，拟由社会力量提供上门照护。",
        "recipients": "具有本市户籍的失能、半失能老年人",
        "recipient_number": 1860,
        "quantity": Decimal(6000),
        "unit": "人次",
        "quality_standard": "按《居家养老上门服务基本规范》执行，每次上门服务不少于90分钟。",
        "starts_on": date(year, 5, 1),
        "ends_on": date(year, 12, 31),
        "budget_line": line,
        "new_or_temporary": "no",
        "benefit_function": "街道由直接组织上门服务转为监督和评价服务。",
        "benefit_cost": "单次服务成本由110元降至90元。",
        "benefit_quality": "服务人员持证上岗，按满意度付费，资金效益可核验。",
        "posts_note": "无在编人员承担同一工作。",
        "no_double_provision": True,
        "ex_ante_evaluation": "经事前绩效评估，项目立项必要、目标明确、投入经济、方案可行、筹资合规，建议支持。",
        "cost_rows": [
            {"name": "上门照护", "quantity": Decimal(6000), "unit": "人次", "unit_price": Decimal("90.00")}
        ],
        "exclusions": [{"rule": rule.id, "applies": "no"} for rule in rules],
        "indicators": default_indicators(),
        **values,
    }


def prepare(hand: Any, project: Project, line: BudgetLine | None, key: str = "mzj", **values: Any) -> Project:
    """Fill in the application."""
    return hand.do(project, "prepare", people.actor(f"{key}.jingban"), **application(project, line, **values))


def presented_project(
    hand: Any, line: BudgetLine, key: str = "mzj", *, item: str = "A07", **values: Any
) -> Project:
    """An application before the head of unit."""
    named = {"title": values["title"]} if "title" in values else {}
    project = prepare(hand, draft_project(hand, key, item=item, year=line.year, **named), line, key, **values)
    return hand.do(project, "present", people.actor(f"{key}.jingban"))


def submitted_project(hand: Any, line: BudgetLine, key: str = "mzj", **values: Any) -> Project:
    """An application under finance review."""
    project = presented_project(hand, line, key, **values)
    return hand.do(project, "submit", people.actor(f"{key}.lingdao"))


def granted_project(
    hand: Any, line: BudgetLine, key: str = "mzj", *, granted: Decimal | None = None, **values: Any
) -> Project:
    """A project with its budget granted."""
    project = submitted_project(hand, line, key, **values)
    amount = granted or project.requested_amount
    return hand.do(
        project,
        "grant",
        people.actor(f"{finance_key(key)}.shenhe"),
        amount=amount,
        decision_number=f"长财社〔{issued_in(hand)}〕12号",
    )
