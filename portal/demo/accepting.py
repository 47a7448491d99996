"""From the report on the second half to an accepted service with its last payment."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts.demo import holder
from contracts import demo as contracts
from contracts.models import Acceptance, Contract
from portal.demo import correcting, delivering, paying
from portal.demo.scenes import AFTERNOON, MORNING, NOON, kept, on, together, working
from portal.demo.schedule import POOR, SECOND_ATTEMPT, Schedule, schedule_of
from portal.demo.specs import Fate, Spec
from workflow.clock import legal_date
from workflow.play import Play, Story

WRONG = {"item_2": "抽查的服务记录中有12%缺少服务对象签字，后半期服务质量不稳定。"}
TO_PUT_RIGHT = "补充完善缺失的服务记录，对抽查不合格的服务对象重新提供服务。"
OPINIONS = (
    (90, "服务人员守时、耐心，希望增加节假日服务。"),
    (75, "总体满意，个别服务人员更换较频繁。"),
    (0, "服务次数基本够，但服务质量不稳定，投诉回复较慢。"),
)
"""What recipients say of a service of at least this quality."""


def play(play: Play, spec: Spec, contract: Contract) -> Story:
    """Returns True once the service is accepted and goes on to its review."""
    schedule = schedule_of(contract, spec.quality)
    before = contract.reports.get(number=1)
    report = delivering.reported(play, spec, contract, before.ends_on + timedelta(days=1))
    yield play.after(working_days=2, at=AFTERNOON)
    contracts.verified(play, report, 100, 100)
    yield play.after(working_days=1, at=MORNING)
    came: list[bool] = []
    yield from together(
        second_half(play, contract),
        kept(acceptance(play, spec, contract, schedule), came),
    )
    return came == [True]


def second_half(play: Play, contract: Contract) -> Story:
    middle = contract.plan_rows.get(number=2)
    first = contract.payments.get(number=2).amount
    yield from paying.play(play, paying.request(play, contract, middle, middle.amount - first, 3))


def acceptance(play: Play, spec: Spec, contract: Contract, schedule: Schedule) -> Story:
    contracts.delivered(play, contract)
    if spec.fate is Fate.DELIVERED:
        return False
    wrong = WRONG if spec.quality < POOR or spec.fate is Fate.RECTIFYING else {}
    result = yield from attempt(play, spec, contract, wrong)
    if wrong and result:
        if spec.fate is Fate.RECTIFYING:
            return False
        yield on(working(schedule.rest_on, 3 + SECOND_ATTEMPT))
        contracts.delivered(play, contract)
        result = yield from attempt(play, spec, contract, {})
    return result and spec.fate is not Fate.ACCEPTED


def last_payment(play: Play, contract: Contract) -> Story:
    """What waited for acceptance."""
    yield play.after(working_days=2, at=NOON)
    row = contract.plan_rows.get(number=3)
    yield from paying.play(play, paying.request(play, contract, row, row.amount, 4))


def attempt(play: Play, spec: Spec, contract: Contract, wrong: dict[str, str]) -> Story:
    """Convene, examine, hear, sign, conclude, publish: seven working days. Returns whether it was concluded."""
    yield play.after(working_days=2, at=MORNING)
    group = contracts.convened(play, contract, **group_of(spec, contract))
    yield play.after(working_days=3, at=AFTERNOON)
    group = contracts.examined(play, group, **wrong)
    if spec.service_class == 3:
        group = heard(play, spec, group)
    if spec.fate is Fate.EXAMINED:
        return False
    group = contracts.signed(play, group)
    yield play.after(working_days=1, at=MORNING)
    acceptor = holder(contract.purchaser_id, "acceptor")
    group = play.do(group, "conclude", acceptor, **conclusion(play, bool(wrong)))
    yield play.after(working_days=1, at=NOON)
    handler = holder(contract.purchaser_id, "handler")
    group = play.do(group, "publish", handler, publication_reviewed=True)
    yield from correcting.count(play, spec, group)
    return True


def group_of(spec: Spec, contract: Contract) -> dict[str, Any]:
    """Three people at least; for a service to the public one of those whom it serves."""
    third = ("recipient", "王桂兰", "") if spec.service_class == 3 else ("expert", "田野", "东北师范大学")
    members = [
        ("purchaser", "吴迪", contract.purchaser.name),
        ("expert", "于海洋", "吉林大学"),
        third,
    ]
    return {
        "place": f"{contract.purchaser.name}会议室",
        "members": [{"capacity": c, "name": name, "unit": unit} for c, name, unit in members],
    }


def heard(play: Play, spec: Spec, group: Acceptance) -> Acceptance:
    asked = 30 + spec.number % 21
    return play.do(
        group,
        "hear_recipients",
        holder(group.purchaser_id, "acceptor"),
        recipients_heard=correcting.typed(spec, asked),
        recipients_satisfied=int(Decimal(asked * spec.quality) / 100),
        recipients_opinion=next(text for least, text in OPINIONS if spec.quality >= least),
    )


def conclusion(play: Play, wrong: bool) -> dict[str, Any]:
    if not wrong:
        return {"result": "accepted", "opinion": "服务数量、质量达到合同约定，同意通过验收。"}
    return {
        "result": "partial",
        "opinion": "服务数量达到合同约定，部分服务质量不符合约定，整改后再次验收。",
        "rectification": TO_PUT_RIGHT,
        "rectify_by": working(legal_date(play.now), 12),
    }
