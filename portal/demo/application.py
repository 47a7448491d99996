"""From the handler's draft to what finance decides."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accounts import demo as people
from portal.demo import letters, planning, signing
from portal.demo.scenes import AFTERNOON, EARLY, MORNING, NOON
from portal.demo.specs import Fate, Spec
from procurement import demo as procurement
from procurement.demo.acts import finance_key
from procurement.models import BudgetLine, Project
from workflow.play import Entry, Play, Story


def play(play: Play, spec: Spec) -> Story:
    """Draft, fill in, present, submit; then grant, return or refuse."""
    key, year = spec.purchaser, spec.year
    line = BudgetLine.objects.filter(code=f"{year}-{key}-01").first()
    named: dict[str, Any] = {
        "item": spec.item,
        "title": spec.title,
        "year": year,
        "service_class": spec.service_class,
        "estimate": spec.amount,
        "earlier": year_before(spec),
    }
    project = procurement.draft_project(play, key, **named)
    yield play.after(working_days=1, at=AFTERNOON)
    planned = planning.line_for(spec)
    project = procurement.prepare(play, project, line, key, plan_line=planned, **filled_in(spec))
    if spec.fate is Fate.DRAFT:
        return project
    yield play.after(working_days=1, at=MORNING)
    project = play.do(project, "present", people.actor(f"{key}.jingban"))
    if spec.fate is Fate.PRESENTED:
        yield from signing.application(play, spec, project)
        return project
    yield play.after(working_days=1, at=NOON)
    project = yield from submitted(play, spec, project)
    if spec.fate is Fate.SUBMITTED:
        return project
    yield play.after(working_days=4, at=AFTERNOON)
    return (yield from decide(play, spec, project))


def year_before(spec: Spec) -> Project | None:
    """What is bought every year is applied for from the year before; its title names the year."""
    name, named_year, _rest = spec.title.partition("（")
    same = Project.objects.filter(purchaser=people.organisation(spec.purchaser), year=spec.year - 1)
    return same.filter(title__startswith=f"{name}（").order_by("number").last() if named_year else None


def submitted(play: Play, spec: Spec, project: Project) -> Story:
    """By the head; where that was on paper, it is entered the next working day."""
    head = people.actor(f"{spec.purchaser}.lingdao")
    if not spec.on_paper:
        return play.do(project, "submit", head)
    signed_at = play.now
    yield play.after(working_days=1, at=EARLY)
    rows = {"项目名称": spec.title, "申请金额": f"{spec.amount:,}元", "签批意见": "同意报送。"}
    scan = letters.scanned(head, "项目申报书签批页", rows, signed_by=head.user_name)
    reason = "政务外网机房检修，当日平台不能访问，改为纸质签批。"
    return play.enter(project, "submit", head, Entry(signed_at, scan, reason))


def decide(play: Play, spec: Spec, project: Project) -> Story:
    """Finance returns, refuses or grants."""
    reviewer = people.actor(f"{finance_key(spec.purchaser)}.shenhe")
    if spec.fate is Fate.RETURNED:
        reason = "成本测算未附市场询价依据，培训人数与上年完成数差距较大，请补充说明后再报。"
        return play.do(project, "give_back", reviewer, reason=reason)
    if spec.fate is Fate.REFUSED:
        reason = "同一调查已由省级部门部署，数据可以共享，不再安排资金。"
        return play.do(project, "refuse", reviewer, reason=reason)
    number = f"长财购〔{play.now.year}〕{sum(map(ord, spec.title)) % 180 + 3}号"
    known = {"grade_acknowledged": True} if project.grades().exists() else {}
    granted = {"amount": project.requested_amount, "decision_number": number, **known}
    yield from signing.grant(play, project, reviewer, granted)
    return play.do(project, "grant", reviewer, **granted)


def filled_in(spec: Spec) -> dict[str, Any]:
    """What the handler writes."""
    return {
        "service_class": spec.service_class,
        "need": f"{spec.recipients}对“{spec.title}”需求稳定，机关无在编力量直接提供，社会力量已具备承接能力。",
        "recipients": spec.recipients,
        "recipient_number": spec.number,
        "quantity": Decimal(spec.quantity),
        "unit": spec.unit,
        "quality_standard": f"按采购文件约定的标准提供，逐{spec.unit}留有服务记录，可以抽查核对。",
        "benefit_function": "机关由直接组织服务转为监督和评价服务。",
        "cost_rows": [
            {
                "name": spec.title[:40],
                "quantity": spec.quantity,
                "unit": spec.unit,
                "unit_price": spec.unit_price,
            }
        ],
        "benefit_cost": f"以事定费，每{spec.unit}{spec.unit_price}元，低于机关自行组织的成本。",
        "starts_on": spec.starts_on,
        "ends_on": spec.ends_on,
    }
