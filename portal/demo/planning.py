"""The annual plans of the city: heard about, confirmed, adjusted; that of the coming year is still on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from portal.demo.scenes import AFTERNOON, MORNING, NOON, on
from portal.demo.specs import TO_THE_SERVICE, Spec
from procurement import demo as procurement
from procurement.models import JointOpinion, PlanLine, PurchasePlan
from workflow.play import Opening, Play, Story

PLANNING = ("mzj", "wjw")
"""Units that draw up plans. The others show what a portal looks like without them."""
AHEAD = timedelta(days=56)
"""Before the first application of the year."""
TO_THE_CALL = timedelta(days=35)
"""From the application to the beginning of sourcing."""
DROPPED = "政策宣传进社区讲座"
TRANSFERRED = {"mzj": "居家养老服务的直接组织", "wjw": "基层健康宣教的直接组织"}
"""What each unit has given up by then, as the department for posts records it."""
TRIAL = {"new_or_temporary": True, "function_note": "新增职能，试点两年。", "years": 2}
WANTED: dict[str, list[tuple[str, str, str, dict[str, Any]]]] = {
    "mzj": [
        ("失能老年人居家养老上门服务（下一年度）", "1058000.00", "A07", {"month": 3}),
        ("独居老年人智慧看护服务", "420000.00", "A07", {"month": 5, **TRIAL}),
        ("社会组织等级评估服务", "390000.00", "B02", {"month": 8, "service_class": 2}),
    ],
    "wjw": [
        ("婴幼儿照护指导进社区服务", "430000.00", "A10", {"month": 4}),
        ("老年人认知障碍筛查服务", "650000.00", "A09", {"month": 6, **TRIAL}),
    ],
}
"""What each unit wants in the coming year."""


def openings(moved: list[Spec], today: date) -> Iterator[Opening]:
    yield on(today - timedelta(days=24)), f"conference-{today.year}", _conference
    for key in PLANNING:
        for year in (today.year - 1, today.year):
            own = [spec for spec in moved if spec.purchaser == key and spec.year == year]
            if own:
                day = min(spec.begins for spec in own) - AHEAD
                yield on(day), f"plan-{year}-{key}", _plan_of(key, year, own, today)
        yield on(today - timedelta(days=9)), f"plan-{today.year + 1}-{key}", _coming(key, today.year + 1)


def _conference(play: Play) -> Story:
    """The departments meet in autumn; one decision has been carried out, one is still on a worklist."""
    conference = procurement.convened(play, play.now + timedelta(days=4))
    yield play.after(days=4, hours=3)
    day = (play.now + timedelta(days=40)).date()
    tasks = [
        procurement.decision("mzj", day),
        procurement.decision("bwb", day, decision="梳理已向社会转移的职能，明确不新增编制的范围。"),
    ]
    conference = procurement.held(play, conference, tasks)
    yield play.after(working_days=5, at=AFTERNOON)
    task = conference.tasks.get(organisation=people.organisation("mzj"))
    play.do(task, "report", people.actor("mzj.lingdao"), outcome="已编制并报送下一年度购买服务计划。")


def _plan_of(key: str, year: int, own: list[Spec], today: date) -> Callable[[Play], Story]:
    def story(play: Play) -> Story:
        extra = procurement.plan_line(DROPPED, "60000.00", "B11", month=9, requirement="全年讲座20场。")
        plan = procurement.filled_plan(play, key, year, [*map(_row, own), extra])
        yield play.after(working_days=1, at=AFTERNOON)
        plan = play.do(plan, "submit", people.actor(f"{key}.lingdao"))
        yield play.after(working_days=2, at=MORNING)
        plan = procurement.ask(play, plan, key)
        yield from _answers(play, plan, key)
        yield play.after(working_days=2, at=NOON)
        plan = procurement.confirm(play, plan, key)
        yield play.after(working_days=1, at=AFTERNOON)
        procurement.publish_intentions(play, plan, key)
        if year == today.year and key == PLANNING[0]:
            yield from _adjusted(play, plan, key)

    return story


def _row(spec: Spec) -> dict[str, Any]:
    """What the plan foresees for a project that comes later in the city's life."""
    called = spec.begins + TO_THE_CALL
    return procurement.plan_line(
        spec.title,
        spec.amount,
        spec.item,
        month=min(called.month, 12) if called.year == spec.year else 1 if called.year > spec.year else 12,
        service_class=spec.service_class,
        years=1 + ((spec.begins + TO_THE_SERVICE).year > spec.year),
        requirement=f"{spec.title}：{spec.quantity}{spec.unit}，服务对象为{spec.recipients}，服务期{spec.months}个月。",
    )


def _answers(play: Play, plan: PurchasePlan, key: str) -> Story:
    """One after the other, each with what it has to say."""
    transfer = {
        "function": "居家养老服务的直接组织",
        "since": f"{plan.year}-01-01",
        "basis": f"长编发〔{plan.year - 1}〕31号",
    }
    said: dict[str, dict[str, Any]] = {
        "staffing": {"text": "所列服务均不增加机构和编制。", "verdict": "remarks", "transfers": [transfer]},
        "civil": {"text": "鼓励社会组织参与，建议在采购文件中不设注册资本要求。", "verdict": "remarks"},
    }
    for office, unit in procurement.ASKED.items():
        yield play.after(working_days=1, at=AFTERNOON)
        opinion = plan.present_opinions().get(office=office)
        procurement.answer(play, opinion, f"{unit}.jianguan", **said.get(office, {}))


def _adjusted(play: Play, plan: PurchasePlan, key: str) -> Story:
    """In spring a line is given up and a new function taken in."""
    yield play.after(days=150, at=MORNING)
    handler = people.actor(f"{key}.jingban")
    reason = "上级新增认知障碍老年人家庭支持任务；讲座并入社区教育，不再单独购买。"
    plan = play.do(plan, "adjust", handler, reason=reason)
    new = procurement.plan_line(
        "认知障碍老年人家庭支持服务",
        "360000.00",
        month=11,
        new_or_temporary=True,
        function_note=f"{plan.year}年新增职能，由社会力量承担。",
    )
    yield play.after(working_days=1, at=AFTERNOON)
    rows = [_as_it_is(line) for line in plan.lines.exclude(title=DROPPED)]
    plan = play.do(plan, "fill", handler, lines=[*rows, new])
    plan = play.do(plan, "submit", people.actor(f"{key}.lingdao"))
    yield play.after(working_days=3, at=NOON)
    why = "调整一增一减，金额在预算内，已电话征得编制、民政部门同意。"
    plan = procurement.confirm(
        play, plan, key, document_number=f"长财购〔{play.now.year}〕46号", **{"overrides-A7.4": why}
    )
    yield play.after(working_days=1, at=AFTERNOON)
    procurement.publish_intentions(play, plan, key)


def _as_it_is(line: PlanLine) -> dict[str, Any]:
    names = ("title", "item", "amount", "month", "method", "service_class", "years", "requirement")
    return {"line": line.pk, **{name: getattr(line, name) for name in names}}


def _coming(key: str, year: int) -> Callable[[Play], Story]:
    """One is before the departments, the other still on the unit's desk."""

    def story(play: Play) -> Story:
        rows = [
            procurement.plan_line(title, amount, item, **more) for title, amount, item, more in WANTED[key]
        ]
        plan = procurement.filled_plan(play, key, year, rows)
        if key != PLANNING[0]:
            return
        yield play.after(working_days=1, at=MORNING)
        plan = play.do(plan, "submit", people.actor(f"{key}.lingdao"))
        yield play.after(working_days=1, at=MORNING)
        plan = procurement.ask(play, plan, key, trade=("wjw",))
        yield play.after(working_days=1, at=AFTERNOON)
        labour: JointOpinion = plan.present_opinions().get(office="labour")
        procurement.answer(play, labour, f"{procurement.ASKED['labour']}.jianguan")

    return story


def line_for(spec: Spec) -> PlanLine | None:
    """The line of the confirmed plan from which a project comes."""
    unit = people.organisation(spec.purchaser)
    plan = PurchasePlan.objects.filter(purchaser=unit, year=spec.year).first()
    return plan.confirmed_lines().filter(title=spec.title).first() if plan else None
