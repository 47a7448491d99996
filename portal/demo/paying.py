"""One payment: asked for by the provider, verified, approved, agreed by finance, paid by the treasury."""

from __future__ import annotations

from decimal import Decimal

from accounts.demo import holder
from contracts import demo as contracts
from contracts.models import Contract, Payment, PlanRow
from portal.demo.scenes import AFTERNOON, MORNING, NOON
from portal.demo.specs import Fate
from workflow.clock import legal_date
from workflow.play import Play, Story

RETURNED = "发票购买方名称与合同不一致，请更换发票后重新提交。"


def request(play: Play, contract: Contract, row: PlanRow, amount: Decimal, number: int) -> Payment:
    """The provider asks, with its invoice."""
    lot = int(contract.pk.int % 10**12)
    invoice = f"{legal_date(play.now):%y}22{lot:012d}{number:04d}"
    return contracts.requested(play, contract, row, amount, invoice_number=invoice)


def play(play: Play, payment: Payment, stop: Fate | None = None) -> Story:
    """Verified after two working days, approved after one, agreed after three, paid the day after.

    Returns whether the money came; `stop` says where it hangs.
    """
    purchaser, finance = payment.purchaser_id, payment.finance_id
    if stop is Fate.PAY_REQUESTED:
        return False
    yield play.after(working_days=2, at=MORNING)
    handler = holder(purchaser, "handler")
    if stop is Fate.PAY_RETURNED:
        play.do(payment, "send_back", handler, reason=RETURNED)
        return False
    payment = play.do(payment, "verify", handler, opinion="进度、发票、账户均已核对。")
    if stop is Fate.PAY_VERIFIED:
        return False
    yield play.after(working_days=1, at=AFTERNOON)
    payment = play.do(payment, "approve", holder(purchaser, "head"))
    if stop is Fate.PAY_APPROVED:
        return False
    yield play.after(working_days=3, at=MORNING)
    payment = play.do(payment, "agree", holder(finance, "reviewer"))
    if stop is Fate.PAY_AGREED:
        return False
    yield play.after(working_days=1, at=NOON)
    disbursed(play, payment)
    return True


def disbursed(play: Play, payment: Payment) -> Payment:
    return play.do(
        payment,
        "disburse",
        holder(payment.finance_id, "treasurer"),
        paid_on=legal_date(play.now),
        transfer_no=f"ZF{payment.contract.number}-{payment.number:02d}",
        **contracts.account_seen(payment),
    )
