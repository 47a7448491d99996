"""The acts of an annual plan, from the empty sheet to the confirmed version."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accounts import demo as people
from catalog.services import items_in_force
from procurement.demo.acts import finance_key, issued_in
from procurement.models import Intention, JointOpinion, Project, PurchasePlan
from workflow.clock import legal_date

ASKED = {"staffing": "bwb", "labour": "rsj", "civil": "shzz", "market": "scjg"}
"""Which unit of the city is heard in which capacity."""


def plan_line(
    title: str = "失能老年人居家养老上门服务", amount: Any = "540000.00", item: str = "A07", **values: Any
) -> dict[str, Any]:
    """A row of a plan."""
    chosen = items_in_force("220100", legal_date()).get(code=item)
    return {
        "title": title,
        "item": chosen,
        "amount": Decimal(amount),
        "month": 3,
        "method": "open",
        "service_class": 3,
        "years": 1,
        "requirement": f"{title}，按国家和地方标准提供，全年按月结算，服务对象满意度不低于90%。",
        **values,
    }


def filled_plan(hand: Any, key: str = "mzj", year: int | None = None, lines: Any = None) -> PurchasePlan:
    """A plan with its lines, still on the unit's desk."""
    handler = people.actor(f"{key}.jingban")
    plan = hand.make(PurchasePlan, "open", handler, year=year or legal_date().year)
    return hand.do(plan, "fill", handler, lines=lines or [plan_line()])


def submitted_plan(hand: Any, key: str = "mzj", year: int | None = None, lines: Any = None) -> PurchasePlan:
    """A plan with finance."""
    plan = filled_plan(hand, key, year, lines)
    return hand.do(plan, "submit", people.actor(f"{key}.lingdao"))


def asked_plan(
    hand: Any, key: str = "mzj", year: int | None = None, lines: Any = None, trade: tuple[str, ...] = ()
) -> PurchasePlan:
    """A plan on which the departments are heard."""
    return ask(hand, submitted_plan(hand, key, year, lines), key, trade)


def ask(hand: Any, plan: PurchasePlan, key: str = "mzj", trade: tuple[str, ...] = ()) -> PurchasePlan:
    units = {office: people.organisation(unit) for office, unit in ASKED.items()}
    trades = [people.organisation(unit) for unit in trade]
    return hand.do(plan, "ask", people.actor(f"{finance_key(key)}.shenhe"), **units, trade=trades)


def answer(hand: Any, opinion: JointOpinion, who: str, **values: Any) -> JointOpinion:
    """A department's opinion; the department for posts notes that no posts are asked for."""
    given: dict[str, Any] = {"verdict": "agree", **values}
    if opinion.office == JointOpinion.Office.STAFFING and "posts" not in given:
        rows = [{"line": str(pk), "posts": 0} for pk in opinion.plan.lines.values_list("pk", flat=True)]
        given["posts"] = rows
    return hand.do(opinion, "give", people.actor(who), **given)


def answered(hand: Any, plan: PurchasePlan, **values: dict[str, Any]) -> PurchasePlan:
    """All of them answer; `values` by office say what is out of the ordinary."""
    for opinion in plan.present_opinions().filter(office__in=ASKED):
        answer(hand, opinion, f"{ASKED[opinion.office]}.jianguan", **values.get(opinion.office, {}))
    return plan


def confirm(hand: Any, plan: PurchasePlan, key: str = "mzj", **values: Any) -> PurchasePlan:
    number = f"长财购〔{issued_in(hand)}〕1号"
    given = {"document_number": number, **values}
    return hand.do(plan, "confirm", people.actor(f"{finance_key(key)}.shenhe"), **given)


def confirmed_plan(hand: Any, key: str = "mzj", year: int | None = None, lines: Any = None) -> PurchasePlan:
    """A confirmed plan."""
    return confirm(hand, answered(hand, asked_plan(hand, key, year, lines)), key)


def told_outside_of_the_plan(hand: Any, project: Project, key: str = "mzj", **values: Any) -> Intention:
    """An intention of a project that stands in no plan, on the budget line of its application."""
    today = legal_date()
    given = {
        "project": project,
        "month": today.month if project.year == today.year else 1,
        "requirement": f"{project.title}：{project.recipients}；{project.quality_standard}",
        "reason": "年中新增任务，编制年度计划时未列入。",
        "approval": "",
        **values,
    }
    intention = hand.make(Intention, "prepare", people.actor(f"{key}.jingban"), **given)
    return hand.do(intention, "publish", people.actor(f"{key}.lingdao"), publication_reviewed=True)


def publish_intentions(hand: Any, plan: PurchasePlan, key: str = "mzj") -> None:
    """The head makes public what is to be told."""
    for intention in plan.intentions.filter(state="due").order_by("month"):
        hand.do(intention, "publish", people.actor(f"{key}.lingdao"), publication_reviewed=True)
