"""A contract being performed: ledgers, the advance, a visit, the first half and its payment."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from accounts.demo import holder
from contracts import demo as contracts
from contracts.models import Contract, ProgressReport, Supplement
from core.money import CENT
from portal.demo import paying
from portal.demo.scenes import AFTERNOON, EARLY, MORNING, NOON, kept, on, together, working
from portal.demo.schedule import HALF, Schedule, schedule_of
from portal.demo.specs import Fate, Spec
from workflow.clock import legal_date
from workflow.play import Play, Story

FINDINGS = (
    (75, "抽查20份服务记录，3份服务时长不足约定时长", "补足服务时长，并对照台账自查当月全部工单。"),
    (90, "2名服务人员上岗时未佩戴工作证件", "全员配发并佩戴工作证件，三日内报送照片。"),
)
"""A service below this quality has this finding, and what is demanded."""
DAY = timedelta(days=1)
MORE = Decimal("0.04")
PAYING = range(Fate.PAY_REQUESTED, Fate.FINDING_OPEN)


def play(play: Play, spec: Spec, contract: Contract) -> Story:
    """Up to the day on which the second half is reported. Returns True where it comes so far."""
    schedule = schedule_of(contract, spec.quality)
    came: list[bool] = []
    yield from together(
        ledgers(play, contract, ledgers_until(spec, schedule)),
        advance(play, contract, schedule),
        kept(service(play, spec, contract, schedule), came),
    )
    return came == [True]


def ledgers_until(spec: Spec, schedule: Schedule) -> date:
    if spec.fate in {Fate.SUSPENDED, Fate.TERMINATED}:
        return schedule.visit_on
    return schedule.half_on if spec.fate is Fate.LATE else schedule.rest_on


def ledgers(play: Play, contract: Contract, until: date) -> Story:
    """On the first working day of the month after; the last one when the service ends."""
    for number, month in enumerate(contract.months):
        after = contract.months[number + 1] if number + 1 < len(contract.months) else None
        day = working((after or contract.ends_on + DAY) - DAY, 1)
        if day > until:
            return
        yield on(day, EARLY)
        share = 92 + (month.month * 7 + number) % 15
        each = int(contract.quantity / len(contract.months)) or 1
        people = min(contract.project.recipient_number or each, each) or 1
        contracts.ledger(play, contract, month, people * share // 100 or 1, each * share // 100 or 1)


def advance(play: Play, contract: Contract, schedule: Schedule) -> Story:
    yield on(schedule.advance_on)
    row = contract.plan_rows.get(number=1)
    yield from paying.play(play, paying.request(play, contract, row, row.amount, 1))


def service(play: Play, spec: Spec, contract: Contract, schedule: Schedule) -> Story:
    yield on(schedule.visit_on)
    if not (yield from visit(play, spec, contract)):
        return False
    yield on(schedule.half_on, NOON)
    report = reported(play, spec, contract, contract.starts_on)
    if spec.fate is Fate.REPORTED:
        return False
    yield play.after(working_days=2, at=AFTERNOON)
    if spec.fate is Fate.LATE:
        contracts.verified(play, report, 60, 0, findings_note="台账显示只完成约定数量的六成，进度明显滞后。")
        return False
    contracts.verified(play, report, 100, 0)
    yield play.after(working_days=1, at=MORNING)
    half = (contract.amount * HALF / 100).quantize(CENT, rounding=ROUND_DOWN)
    payment = paying.request(play, contract, contract.plan_rows.get(number=2), half, 2)
    if not (yield from paying.play(play, payment, spec.fate if spec.fate in PAYING else None)):
        return False
    yield on(schedule.rest_on, NOON)
    return True


def reported(play: Play, spec: Spec, contract: Contract, since: date) -> ProgressReport:
    """Half of the service, more or less."""
    rate = min(100, spec.quality + 5)
    return contracts.reported(
        play,
        contract,
        starts_on=since,
        ends_on=min(legal_date(play.now), contract.ends_on),
        quantity=(contract.quantity / 2).quantize(Decimal(1), rounding=ROUND_DOWN),
        quality=f"服务达标率{rate}%，服务人员全部持证上岗。",
        effect=f"回访满意率{spec.quality}%，未发生责任投诉。",
    )


def visit(play: Play, spec: Spec, contract: Contract) -> Story:
    """The purchaser looks at the service; what is wrong is put right. Returns whether the service goes on."""
    found = [finding(play, *row) for least, *row in FINDINGS if spec.quality < least]
    seen = f"发现问题{len(found)}项" if found else "未发现问题"
    inspection = contracts.inspection(
        play,
        contract,
        *found,
        place=contract.place[:40],
        summary=f"查看服务现场和记录，抽查20份；{seen}。",
    )
    if spec.fate is Fate.FINDING_OPEN:
        return False
    agent = holder(contract.provider_id, "provider_agent")
    for row in inspection.findings.order_by("number"):
        yield play.after(working_days=2, at=AFTERNOON)
        play.do(row, "answer", agent, answer_text=f"已完成整改：{row.demand_text}")
    if spec.fate is Fate.FINDING_ANSWERED:
        return False
    supervisor = holder(contract.purchaser_id, "acceptor")
    for row in inspection.findings.order_by("number"):
        yield play.after(working_days=1, at=NOON)
        play.do(row, "close", supervisor, check_text="现场复查，整改到位。")
    return (yield from goes_on(play, spec, contract))


def finding(play: Play, text: str, demand: str) -> dict[str, Any]:
    return {"text": text, "demand_text": demand, "answer_by": working(legal_date(play.now), 7)}


def goes_on(play: Play, spec: Spec, contract: Contract) -> Story:
    """Some contracts stop here."""
    head = holder(contract.purchaser_id, "head")
    if spec.fate is Fate.SUSPENDED:
        yield play.after(working_days=4, at=MORNING)
        reason = "服务场所消防检查不合格，继续履行将危及服务对象安全，整改合格前中止履行。"
        play.do(contract, "suspend", head, ground="public_interest", reason=reason)
        return False
    if spec.fate is Fate.TERMINATED:
        yield play.after(working_days=4, at=MORNING)
        reason = "供应商擅自更换全部承办律师且拒不改正，严重违约。"
        contract = play.do(contract, "terminate", head, ground="breach", reason=reason)
        yield play.after(working_days=1, at=NOON)
        handler = holder(contract.purchaser_id, "handler")
        play.do(contract, "publish_end", handler, publication_reviewed=True)
        return False
    if spec.supplement:
        yield from supplement(play, spec, contract)
    return True


def supplement(play: Play, spec: Spec, contract: Contract) -> Story:
    """More of the same service, within a tenth; or another account to which is paid, still to be signed."""
    yield play.after(working_days=6, at=AFTERNOON)
    handler = holder(contract.purchaser_id, "handler")
    if spec.supplement == "proposed":
        play.make(
            Supplement, "propose", handler, contract=contract, **contracts.new_account(contract, handler)
        )
        return
    made = play.make(
        Supplement,
        "propose",
        handler,
        contract=contract,
        amount=(contract.amount * MORE).quantize(CENT),
        clauses="第二条 服务数量、第四条 合同金额",
        text="因服务对象增加，服务数量相应增加，单价和其他条款不变。",
        grounds="新增符合条件的服务对象，原合同数量不足。",
    )
    yield play.after(working_days=2, at=MORNING)
    made = play.do(made, "sign", holder(contract.purchaser_id, "head"))
    yield play.after(working_days=1, at=MORNING)
    made = play.do(made, "countersign", holder(contract.provider_id, "provider_head"))
    yield play.after(working_days=1, at=NOON)
    play.do(made, "publish", handler, publication_reviewed=True)
