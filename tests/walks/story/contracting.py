"""From the award to the last payment and the acceptance."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from accounts import demo as people
from contracts import demo
from contracts.models import Contract, Payment, Supplement
from contracts.tasks import call_for_ledgers
from procurement import demo as procurement
from sourcing.models import Award
from tests.pictures import PNG
from tests.walks.story import correcting
from tests.walks.story.hand import HAND, aside, at, do, fresh
from workflow.clock import SHANGHAI, legal_date

AGENT, HANDLER, HEAD, ACCEPTOR = "zhaohui.jingban", "mzj.jingban", "mzj.lingdao", "mzj.yanshou"
PROVIDER_HEAD, FINANCE, TREASURER, AUTHORITY = "zhaohui.faren", "czj.shenhe", "czj.guoku", "shzz.jianguan"


def play(award: Award) -> Contract:
    """Returns the accepted contract."""
    with aside():
        without_an_authority(award)
    contract = concluded(award)
    published(contract)
    with aside():
        saved(contract)
    first, *_others = contract.plan_rows.all()
    payment(contract, first, first.amount)
    supervised(contract)
    unusual(contract)
    at(datetime.combine(fresh(contract).ends_on, time(10), SHANGHAI) - timedelta(days=3))
    return accepted(contract)


def concluded(award: Award) -> Contract:
    draft = demo.drawn_up(HAND, award, authority=people.organisation("shzz"))
    contract = do(draft, "propose", HANDLER)
    with aside():
        do(contract, "send_back", HEAD, reason="第三条表述不清。")
    with aside():
        do(contract, "withdraw", HEAD, reason="中标人放弃签约。")
    do(contract, "sign", HEAD)
    return do(contract, "countersign", PROVIDER_HEAD, no_transfer=True)


def without_an_authority(award: Award) -> None:
    contract = demo.concluded(HAND, award)
    row = contract.plan_rows.first()
    asked = demo.requested(HAND, contract, row, row.amount)
    do(asked, "verify", HANDLER, opinion="发票、账户均已核对。")
    do(asked, "approve", HEAD)


def published(contract: Contract) -> None:
    do(contract, "publish", HANDLER, publication_reviewed=True)
    do(contract, "file", HANDLER)
    do(contract, "confirm_filing", FINANCE)


def saved(contract: Contract) -> None:
    """What the contract cost less than was granted becomes free again; what isn't paid goes on in the next year."""
    commitment = fresh(contract.commitment)
    given = {"commitment": commitment, "amount": commitment.free, "reason": "招标节约资金。"}
    do(commitment.line, "release", FINANCE, **given)
    following = procurement.budget_line(HAND, year=commitment.line.year + 1)
    given = {"commitment": commitment, "target": following, "approval_number": "长财预〔2027〕2号"}
    do(commitment.line, "reserve", FINANCE, **given)


def payment(contract: Contract, row: object, amount: Decimal) -> None:
    asked = demo.requested(HAND, contract, row, amount)
    off_the_path(contract, asked)
    do(asked, "verify", HANDLER, opinion="发票、账户均已核对。")
    with aside():
        do(asked, "send_back_to_handler", HEAD, reason="请再核对账户。")
    do(asked, "approve_to_authority", HEAD)
    with aside():
        do(asked, "object", AUTHORITY, reason="服务尚未开始。")
    do(asked, "endorse", AUTHORITY)
    with aside():
        do(asked, "refer_back", FINANCE, reason="发票抬头有误。")
    do(asked, "agree", FINANCE)
    with aside():
        do(asked, "reverse", TREASURER, reason="账户信息被退回。")
    do(asked, "disburse", TREASURER, paid_on=legal_date(), transfer_no="ZF-2026-0001")


def off_the_path(contract: Contract, asked: Payment) -> None:
    with aside():
        do(asked, "withdraw", AGENT, reason="金额填错。")
    with aside():
        back = do(asked, "send_back", HANDLER, reason="发票不清晰。")
        again = {"plan_row": back.plan_row, "amount": back.amount, "invoiced_on": legal_date()}
        picture = [demo.file(people.actor(AGENT), "invoice-2.png", PNG)]
        do(back, "resubmit", AGENT, invoice_number="220099999999", invoice=picture, **again)


def supervised(contract: Contract) -> None:
    at(datetime.combine(contract.starts_on, time(10), SHANGHAI) + timedelta(days=75))
    call_for_ledgers()
    demo.ledgers(HAND, contract)
    told_until = legal_date() - timedelta(days=10)
    correcting.of_progress(demo.progress(HAND, contract, 40, 0, ends_on=told_until))
    with aside():
        report = submitted(contract, told_until + timedelta(days=1))
        back = do(report, "send_back", HANDLER, reason="请附服务台账。")
        given = {"starts_on": back.starts_on, "ends_on": back.ends_on, "quantity": back.quantity}
        do(back, "resubmit", AGENT, quality="全部达标。", effect="回访满意。", **given)
    visit = demo.inspection(HAND, contract, demo.finding())
    finding = visit.findings.get()
    with aside():
        answered = do(finding, "answer", AGENT, answer_text="已补足时长。")
        by = legal_date() + timedelta(days=5)
        do(answered, "reopen", ACCEPTOR, answer_by=by, reason="仍有一户未补足。")
    demo.put_right(HAND, finding)


def submitted(contract: Contract, since: date) -> object:
    return HAND.make(
        type(contract.reports.first()),
        "submit",
        people.actor(AGENT),
        contract=contract,
        starts_on=since,
        ends_on=legal_date(),
        quantity=Decimal(100),
        quality="全部达标。",
        effect="回访满意。",
    )


def unusual(contract: Contract) -> None:
    this_year, paid = legal_date().year, fresh(contract).paid
    funds = [
        {"year": this_year, "amount": paid},
        {"year": this_year + 1, "amount": contract.total - paid},
    ]
    do(contract, "plan_funds", FINANCE, funds=funds, reason="余款转入下年支付。")
    with aside():
        do(contract, "suspend", HEAD, ground="public_interest", reason="疫情防控需要。")
        do(contract, "resume", HEAD, reason="情形消失。")
        do(contract, "terminate", HEAD, ground="public_interest", reason="继续履行将损害公共利益。")
        do(contract, "publish_end", HANDLER, publication_reviewed=True)
    with aside():
        signed = supplement(contract)
        do(signed, "countersign", PROVIDER_HEAD)
        do(signed, "publish", HANDLER, publication_reviewed=True)


def supplement(contract: Contract) -> Supplement:
    proposed = HAND.make(
        Supplement,
        "propose",
        people.actor(HANDLER),
        contract=contract,
        **demo.new_account(contract, people.actor(HANDLER), amount="5000.00"),
    )
    with aside():
        do(proposed, "withdraw", HEAD, reason="不再需要。")
    return do(proposed, "sign", HEAD)


def accepted(contract: Contract) -> Contract:
    demo.ledgers(HAND, fresh(contract))
    demo.progress(HAND, contract, 100, 100)
    contract = demo.delivered(HAND, fresh(contract))
    with aside():
        group = demo.convened(HAND, contract)
        moved = do(
            group, "move_meeting", HANDLER, meets_on=legal_date() + timedelta(days=1), place="一楼会议室"
        )
        do(moved, "cancel", HEAD, reason="专家临时不能到场。")
    correcting.of_the_result(demo.accepted(HAND, contract))
    return fresh(contract)
