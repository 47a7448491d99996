"""The service is rendered, inspected, put right and paid for."""

from __future__ import annotations

from tests.e2e.life.application import FINANCE, HANDLER, HEAD, TITLE
from tests.e2e.life.contract import PROVIDER
from tests.e2e.papers import picture, table
from tests.e2e.people import Desk, People

ACCEPTOR, AUTHORITY, TREASURER = "mzj.yanshou", "wjw.lingdao", "czj.guoku"


def play(people: People) -> None:
    people[HANDLER].move_to("2025-06-16")
    report(people)
    verify(people)
    inspect(people)
    pay(people)


def of_contract(people: People, username: str) -> Desk:
    return people[username].go("合同", TITLE)


def report(people: People) -> None:
    """Half of the term is over: ledgers, a progress report, and its verification by the purchaser."""
    provider = of_contract(people, PROVIDER)
    for month in ("2025-05", "2025-06"):
        ledger = table(f"台账{month}", "日期,人次", f"{month}-12,40")
        provider.press("提交服务台账").fill(month=month, people=310, services=700, file=[ledger])
        provider.send("提交服务台账")
    provider.press("报告进度").fill(
        starts_on="2025-05-01",
        ends_on="2025-06-15",
        quantity=1500,
        quality="服务时长达标率99.1%，人员全部持证。",
        effect="回访满意率97%，无责任投诉。",
    ).send("报告进度")


def verify(people: People) -> None:
    handler = people[HANDLER].take_up("核验进度").press("核验进度")
    handler.fill(findings_note="抽查台账与回访记录，与报告一致。").rows("progress", {"done": 100}, {})
    handler.send("核验进度")


def inspect(people: People) -> None:
    """A visit finds something; the provider puts it right; the purchaser sees to it and closes it."""
    acceptor = of_contract(people, ACCEPTOR).press("登记检查")
    acceptor.fill(
        place="南关区曙光街道", method="抽查服务对象", sample=20, summary="抽查20户，查看服务记录。"
    )
    acceptor.fill(photos=[picture("现场")])
    demand = {
        "text": "3户上门时长不足90分钟",
        "demand_text": "补足时长并自查当月工单。",
        "answer_by": "2025-06-23",
    }
    acceptor.rows("findings", demand).send("登记检查")
    people[PROVIDER].take_up("答复整改").do("答复整改", answer_text="已补足服务时长，并完成当月工单自查。")
    people[HANDLER].take_up("销号").do("销号", check_text="复查3户，时长达标。")


def pay(people: People) -> None:
    """Requested by the provider, verified and approved by the purchaser, agreed by industry and finance, paid."""
    provider = of_contract(people, PROVIDER).press("申请拨款")
    provider.fill(plan_row={"index": 2}, amount="127500", invoice_number="22000000000000000001")
    provider.fill(invoice=[picture("发票")]).send("申请拨款")
    people[HANDLER].take_up("核验拨款申请").do("核验拨款申请", opinion="进度、发票、账户均已核对。")
    people[HEAD].take_up("审批拨款申请").do("同意并送行业主管部门")
    people[AUTHORITY].take_up("同意（行业主管部门）").do("同意（行业主管部门）")
    people[FINANCE].take_up("同意拨付").do("同意拨付")
    people[TREASURER].take_up("拨付资金").do("拨付资金", transfer_no="ZF20250616-01").sees("127,500.00")
