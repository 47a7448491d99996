"""One project's way through the city, act by act, as far as its fate goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from decimal import Decimal
from typing import Any

from accounts import demo as people
from portal.demo.specs import Fate, Spec
from procurement import demo as procurement
from procurement.demo.acts import finance_key
from procurement.models import BudgetLine, Project
from workflow.play import Play, Story

MORNING, NOON, AFTERNOON = time(9, 30), time(11, 0), time(15, 20)


def life_of(spec: Spec) -> Callable[[Play], Story]:
    """The story of a project."""

    def story(play: Play) -> Story:
        project = yield from application(play, spec)
        if project.state != Project.State.GRANTED:
            return

    return story


def application(play: Play, spec: Spec) -> Story:
    """From the handler's draft to what finance decides."""
    key = spec.purchaser
    line = BudgetLine.objects.get(code=f"{fiscal_year(spec)}-{key}-01")
    project = procurement.draft_project(play, key, item=spec.item, title=spec.title, year=fiscal_year(spec))
    yield play.after(working_days=1, at=AFTERNOON)
    project = procurement.prepare(play, project, line, key, **application_of(spec))
    if spec.fate is Fate.DRAFT:
        return project
    yield play.after(working_days=1, at=MORNING)
    project = play.do(project, "present", people.actor(f"{key}.jingban"))
    yield play.after(working_days=1, at=NOON)
    project = play.do(project, "submit", people.actor(f"{key}.lingdao"))
    if spec.fate is Fate.SUBMITTED:
        return project
    yield play.after(working_days=4, at=AFTERNOON)
    return decide(play, spec, project)


def decide(play: Play, spec: Spec, project: Project) -> Project:
    """Finance grants, returns or refuses."""
    reviewer = people.actor(f"{finance_key(spec.purchaser)}.shenhe")
    if spec.fate is Fate.RETURNED:
        reason = "成本测算未附市场询价依据，培训人数与上年完成数差距较大，请补充说明后再报。"
        return play.do(project, "give_back", reviewer, reason=reason)
    if spec.fate is Fate.REFUSED:
        reason = "同一调查已由省级部门部署，数据可以共享，不再安排资金。"
        return play.do(project, "refuse", reviewer, reason=reason)
    number = f"长财购〔{fiscal_year(spec)}〕{int(spec.key[2:], 36) + 3}号"
    return play.do(project, "grant", reviewer, amount=project.requested_amount, decision_number=number)


def fiscal_year(spec: Spec) -> int:
    return 2000 + int(spec.key[:2])


def application_of(spec: Spec) -> dict[str, Any]:
    """What the handler fills in."""
    year = fiscal_year(spec)
    return {
        "service_class": spec.service_class,
        "need": f"{spec.recipients}对“{spec.title}”需求稳定，机关无在编力量直接提供，社会力量已具备承接能力。",
        "recipients": spec.recipients,
        "recipient_number": spec.number,
        "quantity": Decimal(spec.quantity),
        "unit": spec.unit,
        "cost_rows": [
            {
                "name": spec.title[:40],
                "quantity": spec.quantity,
                "unit": spec.unit,
                "unit_price": spec.unit_price,
            }
        ],
        "benefit_cost": f"以事定费，每{spec.unit}{spec.unit_price}元，低于机关自行组织的成本。",
        "starts_on": f"{year}-05-01",
        "ends_on": f"{year}-12-31",
    }
