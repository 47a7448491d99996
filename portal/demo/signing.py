"""Sign-off in the city: which units want signatures before which step, and what has gone round since."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from accounts import demo as people
from accounts.models import Membership, Section
from core.actor import Actor
from portal.demo.scenes import MORNING, on
from portal.demo.specs import Spec
from procurement.models import Project
from signoff.models import Chain, Circulation, Signature
from workflow.clock import legal_date
from workflow.play import Opening, Play, Story

SUBMIT, GRANT = "procurement.project.submit", "procurement.project.grant"
LAID_DOWN, REVISED = timedelta(weeks=30), timedelta(weeks=3)
"""So long ago the first order of a unit was laid down, and the one that counts today."""
BASIS = "《内部控制手册》第八条"
FLOORS = {"mzj": 1_200_000, "sfj": 500_000, "ngcz": 200_000}
"""From how much on a unit wants signatures: what a visitor tries first goes without."""
HEADS = {"mzj": "lingdao", "sfj": "lingdao", "ngcz": "juzhang"}


def openings(today: date) -> list[Opening]:
    return [
        (on(today - LAID_DOWN), "chains", first_chain),
        (on(today - REVISED), "chains-revised", chains),
    ]


def first_chain(play: Play) -> Story:
    """One signature, as it was before the handbook was revised."""
    lay_down(play, "mzj", SUBMIT, [(1, "role:cashier", "joint")], floor=1_000_000)
    return
    yield


def chains(play: Play) -> Story:
    """The head ends the old order and lays down the new one; others lay down their first."""
    old = Chain.objects.get(organisation=people.organisation("mzj"), amount_from=1_000_000)
    reason = "内控手册修订，改为分级会签并经局长办公会议定。"
    play.do(old, "end", people.actor("mzj.lingdao"), reason=reason)
    own = [
        (1, _section("mzj", "养老服务科"), "approve"),
        (2, _member("mzj.caiwu"), "joint"),
        (2, _section("mzj", "监督检查科"), "joint"),
        (3, _member("mzj.kaibiao"), "collective"),
    ]
    lay_down(play, "mzj", SUBMIT, own)
    yield play.after(hours=1)
    lay_down(
        play, "sfj", SUBMIT, [(1, _section("sfj", "法律援助科"), "approve"), (2, "role:cashier", "joint")]
    )
    yield play.after(hours=1)
    with_another_unit = [
        (1, "role:treasurer", "approve"),
        (2, "role:catalog_editor", "joint"),
        (2, f"unit:{people.organisation('ngmz').pk}", "joint"),
        (3, "role:finance_head", "approve"),
    ]
    lay_down(play, "ngcz", GRANT, with_another_unit)


def lay_down(play: Play, key: str, step: str, posts: list[tuple[int, str, str]], floor: int = 0) -> None:
    rows = [{"position": position, "who": who, "kind": kind} for position, who, kind in posts]
    data = {"step": step, "stations": rows, "amount_from": floor or FLOORS[key], "note": BASIS}
    play.make(Chain, "lay_down", people.actor(f"{key}.{HEADS[key]}"), **data)


def application(play: Play, spec: Spec, project: Project) -> Story:
    """The handler sends a presented application round; it waits in the middle, or has come back."""
    if not spec.round:
        return
    yield play.after(hours=1)
    handler = people.actor(f"{spec.purchaser}.jingban")
    sent = send(play, project, "submit", handler, {}, "金额较大，请会签后报分管领导。")
    yield play.after(working_days=1, at=MORNING)
    if spec.round == "waiting":
        sign(
            play, _of(sent, section__name="养老服务科"), "mzj.yanglao", "需求真实，数量与各区上报一致，同意。"
        )
        yield play.after(hours=2)
        sign(
            play, _of(sent, membership__user__username="mzj.caiwu"), "mzj.caiwu", "资金已列入年度预算，同意。"
        )
    else:
        sign(play, _of(sent, section__name="法律援助科"), "sfj.fayuan", "同意。")
        yield play.after(hours=2)
        reason = "值班费标准缺少市场询价依据，请补充三家以上询价后再送。"
        play.do(_of(sent, role="cashier"), "send_back", people.actor("sfj.caiwu"), reason=reason)


def grant(play: Play, project: Project, reviewer: Actor, granted: dict[str, Any]) -> Story:
    """Where finance wants it: sent back by the treasurer's deputy, mended, signed by all four."""
    chain = Chain.objects.for_step(reviewer.organisation_id, GRANT, project.requested_amount)
    if chain is None or chain.laid_down_on > legal_date(play.now):
        return
    wrong = {**granted, "decision_number": f"{granted['decision_number'][:-1]}（暂）号"}
    sent = send(play, project, "grant", reviewer, wrong, "请会签。")
    yield play.after(hours=1)
    deputy = people.as_of_now("ngcz.kaibiao")
    reason = "批复文号尚未登记，请按发文登记簿填写正式文号。"
    play.do(_of(sent, role="treasurer"), "send_back", deputy, reason=reason)
    yield play.after(working_days=1, at=MORNING)
    again = {"typed": _typed(granted), "note": "文号已登记，请续签。"}
    play.do(Circulation.objects.get(pk=sent.pk), "resend", reviewer, **again)
    yield play.after(hours=1)
    play.do(
        _of(sent, role="treasurer"), "sign", people.as_of_now("ngcz.kaibiao"), opinion="指标额度足够，同意。"
    )
    yield play.after(hours=1)
    sign(play, _of(sent, role="catalog_editor"), "ngcz.mulu", "在购买目录之内，同意。")
    sign(play, _of(sent, role="head"), "ngmz.lingdao", "与我局救助对象不重复，同意。")
    yield play.after(working_days=1, at=MORNING)
    sign(play, _of(sent, role="finance_head"), "ngcz.juzhang", "同意批复。")
    yield play.after(hours=1)


def send(
    play: Play, project: Project, step: str, sender: Actor, filled_in: dict[str, Any], note: str
) -> Circulation:
    of = {"of": "procurement.project", "subject": str(project.pk), "step": step}
    return play.make(Circulation, "send", sender, **of, typed=_typed(filled_in), note=note)


def sign(play: Play, signature: Signature, username: str, opinion: str) -> None:
    play.do(signature, "sign", people.actor(username), opinion=opinion)


def _typed(filled_in: dict[str, Any]) -> str:
    """As the step's own form would send it."""
    return json.dumps({name: value if value is True else str(value) for name, value in filled_in.items()})


def _of(circulation: Circulation, **post: Any) -> Signature:
    """The signature of the station with that post."""
    return circulation.signatures.get(**{f"station__{name}": value for name, value in post.items()})


def _section(key: str, name: str) -> str:
    """The post of a section's chief."""
    return f"section:{Section.objects.get(organisation=people.organisation(key), name=name).pk}"


def _member(username: str) -> str:
    """The post of that person."""
    unit = people.organisation(username.split(".")[0])
    return f"member:{Membership.objects.get(user__username=username, organisation=unit).pk}"
