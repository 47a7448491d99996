"""The acts from an award to the last payment. `hand` is a `workflow.play.Play` or anything with its `make` and
`do`; tests use them too."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from accounts.demo import holder
from contracts import prefill
from contracts.models import Acceptance, Contract, Inspection, Payment, PlanRow, ProgressReport
from contracts.payees import unseen
from core.actor import Actor
from core.figures import amount_text
from core.money import ZERO, in_words
from documents import demo
from documents.models import StoredFile
from documents.services import stage
from sourcing.models import Award
from workflow.clock import legal_date

PLACE = "南关区曙光街道"
NEW_BANK, NEW_ACCOUNT = "吉林银行长春人民大街支行", "6210990000087654321"


def file(actor: Actor, name: str, content: bytes = b"") -> StoredFile:
    """A file handed in by that person."""
    body = content or f"{name}\n".encode() * 20
    return stage(SimpleUploadedFile(name, body), actor)


def ledger_file(actor: Actor, month: date) -> StoredFile:
    rows = "".join(f"{month:%Y-%m}-{day:02d},{day % 7 + 20}\n" for day in range(1, 29))
    return file(actor, f"服务台账{month:%Y-%m}.csv", f"日期,服务次数\n{rows}".encode())


def drawn_up(hand: Any, award: Award, **changes: Any) -> Contract:
    """A draft with its terms settled. `changes` replace parts of the input."""
    handler = holder(award.tender.purchaser_id, "handler")
    contract = hand.make(Contract, "draw_up", handler, award=award)
    return hand.do(contract, "settle_terms", handler, **{**terms(contract), **changes})


def terms(contract: Contract) -> dict[str, Any]:
    """The complete input of `settle_terms`, as the draft proposes it."""
    names = [
        "title",
        "scope",
        "service",
        "quantity",
        "quality",
        "starts_on",
        "ends_on",
        "payment_terms",
        "advance_share",
        "payment_days",
        "deposit",
        "purchaser_duties",
        "provider_duties",
        "breach",
        "acceptance_terms",
        "disputes",
    ]
    middle = contract.starts_on + (contract.ends_on - contract.starts_on) / 2
    return {
        **{name: getattr(contract, name) for name in names},
        "place": contract.place or "服务对象家中，上门服务",
        "payee_name": contract.provider.name,
        "payee_bank": "长春农商银行南关支行",
        "payee_account": "6210980000012345678",
        "long_term_grounds": [],
        "milestones": [
            {"title": "前半期服务", "standard": "完成一半服务量", "due_on": middle, "weight": Decimal(50)},
            {
                "title": "后半期服务",
                "standard": "完成全部服务量",
                "due_on": contract.ends_on,
                "weight": Decimal(50),
            },
        ],
        "plan": [
            {"title": "预付款", "share": Decimal(30), "condition": "signed"},
            {"title": "进度款", "share": Decimal(60), "condition": "progress"},
            {"title": "验收款", "share": Decimal(10), "condition": "accepted"},
        ],
        "funds": prefill.rows_of(contract)["funds"],
    }


def concluded(hand: Any, award: Award, **changes: Any) -> Contract:
    """Signed by both."""
    contract = drawn_up(hand, award, **changes)
    contract = hand.do(contract, "propose", holder(contract.purchaser_id, "handler"))
    contract = hand.do(contract, "sign", holder(contract.purchaser_id, "head"))
    return hand.do(contract, "countersign", holder(contract.provider_id, "provider_head"), no_transfer=True)


def filed(hand: Any, contract: Contract) -> Contract:
    """Published, filed with finance, and confirmed."""
    handler = holder(contract.purchaser_id, "handler")
    contract = hand.do(contract, "publish", handler, publication_reviewed=True)
    contract = hand.do(contract, "file", handler)
    return hand.do(contract, "confirm_filing", holder(contract.finance_id, "reviewer"))


def ledgers(hand: Any, contract: Contract, until: date | None = None) -> Contract:
    """A service ledger for every month of the term that has begun."""
    for month in contract.months:
        if month <= (until or legal_date()):
            contract = ledger(hand, contract, month)
    return contract


def ledger(hand: Any, contract: Contract, month: date, people: int = 120, services: int = 500) -> Contract:
    """The service ledger of one month."""
    agent = holder(contract.provider_id, "provider_agent")
    given = {"month": month, "people": people, "services": services, "file": [ledger_file(agent, month)]}
    return hand.do(contract, "upload_ledger", agent, **given)


def progress(hand: Any, contract: Contract, *done: Any, **values: Any) -> ProgressReport:
    """A report, and its verification up to `done` per cent of each milestone."""
    return verified(hand, reported(hand, contract, **values), *done)


def reported(hand: Any, contract: Contract, **values: Any) -> ProgressReport:
    """What the provider says it has done since it reported last."""
    agent = holder(contract.provider_id, "provider_agent")
    last, today = contract.reports.first(), legal_date()
    told = contract.reports.aggregate(all=Sum("quantity"))["all"] or ZERO
    twice = {"overrides-A4.9": "同日补报。"} if last and last.ends_on >= today else {}
    return hand.make(
        ProgressReport,
        "submit",
        agent,
        **{
            "contract": contract,
            "starts_on": min(last.ends_on + timedelta(days=1), today) if last else contract.starts_on,
            "ends_on": today,
            "quantity": max(ZERO, min(Decimal(1500), contract.quantity - told)),
            "quality": "服务时长达标率99.1%，人员全部持证。",
            "effect": "回访满意率97%，无责任投诉。",
            **twice,
            **values,
        },
    )


def verified(hand: Any, report: ProgressReport, *done: Any, **values: Any) -> ProgressReport:
    rows = [{"milestone": number, "done": Decimal(share)} for number, share in enumerate(done, start=1)]
    return hand.do(
        report,
        "verify",
        holder(report.purchaser_id, "handler"),
        **{
            "verified_quantity": report.quantity,
            "findings_note": "抽查台账与回访记录，与报告一致。",
            "progress": rows,
            **values,
        },
    )


def inspection(hand: Any, contract: Contract, *findings: dict[str, Any], **values: Any) -> Inspection:
    """A visit with what it found."""
    actor = holder(contract.purchaser_id, "acceptor")
    return hand.make(
        Inspection,
        "record",
        actor,
        **{
            "contract": contract,
            "visited_on": legal_date(),
            "place": PLACE,
            "method": "sample",
            "sample": 20,
            "summary": "抽查20户，查看服务记录并询问服务对象。",
            "photos": [file(actor, "现场照片.png", photo_of(contract, values.get("place", PLACE)))],
            "findings": list(findings),
            **values,
        },
    )


def photo_of(contract: Contract, place: str) -> bytes:
    return demo.photo("履约检查", place, f"{legal_date()}")


def finding(text: str = "3户上门时长不足90分钟", days: int = 7) -> dict[str, Any]:
    """A row of `inspection`."""
    return {
        "text": text,
        "demand_text": "补足服务时长，并对照台账自查当月全部工单。",
        "answer_by": legal_date() + timedelta(days=days),
    }


def put_right(hand: Any, found: Any) -> Any:
    """The provider answers, the purchaser closes."""
    agent = holder(found.provider_id, "provider_agent")
    found = hand.do(found, "answer", agent, answer_text="已补足时长，并完成当月工单自查。")
    return hand.do(found, "close", holder(found.purchaser_id, "acceptor"), check_text="复查3户，时长达标。")


def requested(hand: Any, contract: Contract, row: PlanRow, amount: Decimal, **values: Any) -> Payment:
    """A request by the provider with its invoice."""
    agent = holder(contract.provider_id, "provider_agent")
    number = values.get("invoice_number") or f"2200{contract.payments.count() + 1:08d}"
    return hand.make(
        Payment,
        "request",
        agent,
        **{
            "contract": contract,
            "plan_row": row,
            "amount": amount,
            "invoice_number": number,
            "invoiced_on": legal_date(),
            "invoice": [file(agent, f"发票{number}.png", invoice_of(contract, number, amount))],
            **values,
        },
    )


def invoice_of(contract: Contract, number: str, amount: Decimal) -> bytes:
    rows = {
        "发票号码": number,
        "开票日期": f"{legal_date()}",
        "购买方": contract.purchaser.name,
        "销售方": contract.provider.name,
        "项目名称": contract.title,
        "合同编号": contract.number,
        "价税合计": f"¥{amount_text(amount)}",
        "大写": in_words(amount),
    }
    return demo.sheet("电子发票（普通发票）", rows, seal=contract.provider.name)


def approved(hand: Any, payment: Payment) -> Payment:
    """Verified and approved by the purchaser, endorsed where an authority is named."""
    payment = hand.do(
        payment,
        "verify",
        holder(payment.purchaser_id, "handler"),
        opinion="进度、发票、账户均已核对。",
    )
    head = holder(payment.purchaser_id, "head")
    if payment.authority_id is None:
        return hand.do(payment, "approve", head)
    payment = hand.do(payment, "approve_to_authority", head)
    return hand.do(payment, "endorse", holder(payment.authority_id, "head"))


def agreed(hand: Any, payment: Payment) -> Payment:
    """Agreed by finance."""
    return hand.do(approved(hand, payment), "agree", holder(payment.finance_id, "reviewer"))


def account_seen(payment: Payment) -> dict[str, Any]:
    """The treasury has compared a new account with its proof, where there is one."""
    payee = unseen(payment)
    return {"account_seen": [payee.number]} if payee else {}


def new_account(contract: Contract, actor: Actor, **values: Any) -> dict[str, Any]:
    """What a supplement says by which the provider is paid to another account."""
    proof = demo.sheet("开户许可证明", {"户名": contract.provider.name, "开户行": NEW_BANK}, seal=NEW_BANK)
    return {
        "payee_name": contract.provider.name,
        "payee_bank": NEW_BANK,
        "payee_account": NEW_ACCOUNT,
        "account_proof": [file(actor, "开户证明.png", proof)],
        "amount": "",
        "ends_on": None,
        "clauses": "收款账户",
        "text": "自本补充合同生效之日起，款项付至乙方新开立的账户，其他条款不变。",
        "grounds": "原开户网点撤并，账户已注销。",
        **values,
    }


def paid(hand: Any, payment: Payment) -> Payment:
    """Paid out by the treasury."""
    payment = agreed(hand, payment)
    return hand.do(
        payment,
        "disburse",
        holder(payment.finance_id, "treasurer"),
        paid_on=legal_date(),
        transfer_no=f"ZF{payment.contract.number}-{payment.number:02d}",
        **account_seen(payment),
    )


def delivered(hand: Any, contract: Contract) -> Contract:
    """Final delivery reported."""
    agent = holder(contract.provider_id, "provider_agent")
    return hand.do(
        contract,
        "deliver",
        agent,
        report="合同约定的服务已全部完成。",
        files=[file(agent, "服务完成报告.png", completion_of(contract))],
    )


def completion_of(contract: Contract) -> bytes:
    rows = {
        "项目名称": contract.title,
        "合同编号": contract.number,
        "服务期限": f"{contract.starts_on} 至 {contract.ends_on}",
        "完成情况": "合同约定的服务已全部完成，服务记录和台账齐全，现申请验收。",
        "报告日期": f"{legal_date()}",
    }
    return demo.sheet("服务完成报告", rows, seal=contract.provider.name)


def convened(hand: Any, contract: Contract, **values: Any) -> Acceptance:
    """An acceptance group with a recipient in it."""
    return hand.make(
        Acceptance,
        "convene",
        holder(contract.purchaser_id, "handler"),
        **{
            "contract": contract,
            "meets_on": legal_date(),
            "place": "长春市民政局三楼会议室",
            "method": "查阅台账，抽查服务对象，逐项对照合同。",
            "members": [
                {"name": "吴迪", "unit": contract.purchaser.name, "capacity": "purchaser"},
                {"name": "于海洋", "unit": "吉林大学", "capacity": "expert"},
                {"name": "王桂兰", "unit": "", "capacity": "recipient"},
            ],
            **values,
        },
    )


def examined(hand: Any, acceptance: Acceptance, **wrong: str) -> Acceptance:
    """Every item judged; `wrong` maps `item_<number>` to what is not right."""
    rows = []
    for item in acceptance.items.all():
        found = wrong.get(f"item_{item.number}", "")
        rows.append({"number": item.number, "verdict": "partly" if found else "conforms", "found": found})
    acceptor = holder(acceptance.purchaser_id, "acceptor")
    return hand.do(acceptance, "examine", acceptor, examined_on=legal_date(), items=rows)


def heard(hand: Any, acceptance: Acceptance) -> Acceptance:
    return hand.do(
        acceptance,
        "hear_recipients",
        holder(acceptance.purchaser_id, "acceptor"),
        recipients_heard=30,
        recipients_satisfied=29,
        recipients_opinion="服务人员守时、耐心，希望增加节假日上门。",
    )


def signed(hand: Any, acceptance: Acceptance) -> Acceptance:
    acceptor = holder(acceptance.purchaser_id, "acceptor")
    return hand.do(
        acceptance,
        "sign",
        acceptor,
        signed=[m.number for m in acceptance.members.all()],
        signed_on=legal_date(),
        scan=[file(acceptor, "验收记录（签字）.png", record_of(acceptance))],
    )


def record_of(acceptance: Acceptance) -> bytes:
    rows = {
        "项目名称": acceptance.contract.title,
        "合同编号": acceptance.contract.number,
        "验收日期": f"{legal_date()}",
        "验收结论": "验收小组逐项核对合同约定，意见见验收记录正文。",
    }
    signed = tuple(member.name for member in acceptance.members.all())
    return demo.sheet("验收记录签字页", rows, seal=acceptance.contract.purchaser.name, signed=signed)


def accepted(hand: Any, contract: Contract) -> Acceptance:
    """A full acceptance, published."""
    acceptance = signed(hand, heard(hand, examined(hand, convened(hand, contract))))
    acceptance = hand.do(
        acceptance,
        "conclude",
        holder(contract.purchaser_id, "acceptor"),
        result="accepted",
        opinion="服务数量、质量达到合同约定，同意通过验收。",
    )
    handler = holder(contract.purchaser_id, "handler")
    return hand.do(acceptance, "publish", handler, publication_reviewed=True)
