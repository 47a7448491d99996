"""The evaluation by three parties, and what is done about a published notice."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from contracts import demo as contracting
from contracts.models import Contract
from disclosure.models import Notice, Withholding
from evaluation import demo
from evaluation.demo import end_of
from evaluation.kinds import Party
from evaluation.models import Evaluation
from tests.walks.story.hand import HAND, aside, at, do, fresh
from workflow.clock import legal_date

GROUPS = [("南关区 60—79岁", 220), ("80岁以上", 43)]
REMARKS = ["换了三次人,每次都要从头讲起", "上门挺准时", "", "希望固定一个师傅"]
THIRD, HANDLER = "mz3.pingjia", "mzj.jingban"


def play(contract: Contract) -> None:
    evaluation = demo.opened(HAND, contract)
    evaluation = demo.appointed(HAND, evaluation, people.organisation("mz3"))
    with aside():
        do(evaluation, "decline", THIRD, reason="曾参与该项目咨询。")
    with aside():
        do(evaluation, "replace", HANDLER, reason="人员安排冲突。")
    evaluation = demo.planned(HAND, demo.declared(HAND, evaluation), GROUPS)
    evaluation = demo.started(HAND, evaluation)
    surveyed(evaluation)
    scored(evaluation)
    concluded(evaluation)
    withheld()


def surveyed(evaluation: Evaluation) -> None:
    links = demo.issued(evaluation, evaluation.survey.strata.first(), 40)
    with aside():
        batch = evaluation.survey.batches.get()
        do(evaluation, "withdraw_links", THIRD, batch=batch, reason="名单有误。")
    closes = end_of(legal_date() + timedelta(days=25))
    do(evaluation, "prolong_survey", THIRD, closes_at=closes, reason="正逢假期。")
    demo.answered(evaluation, links[:36], (14, 15, 4, 2, 1), REMARKS)


def scored(evaluation: Evaluation) -> None:
    at(fresh(evaluation).survey.closes_at + timedelta(hours=10))
    demo.scored(HAND, evaluation, Party.PURCHASER, "数量和时限均达到合同要求。")
    demo.scored(HAND, evaluation, Party.THIRD_PARTY, "资金支出与合同一致。")


def concluded(evaluation: Evaluation) -> None:
    evaluation = demo.combined(HAND, evaluation)
    with aside():
        do(evaluation, "reopen", HANDLER, reason="第三方补充了数据。")
    with aside():
        at(evaluation.combined_at + timedelta(days=30))
        do(evaluation, "go_on", HANDLER)
    evaluation = demo.moderated(HAND, demo.replied(HAND, evaluation))
    demo.published(HAND, evaluation)
    with aside():
        paid_up(fresh(evaluation.contract))
        do(evaluation.project, "close", "mzj.lingdao")


def paid_up(contract: Contract) -> None:
    """Nothing is left to be paid: only then is a project closed without a word why."""
    for row in contract.plan_rows.all():
        paid = sum(p.amount for p in row.payments.filter(state="paid"))
        if row.amount > paid:
            asked = contracting.requested(HAND, contract, row, row.amount - paid)
            do(asked, "verify", HANDLER, opinion="发票、账户均已核对。")
            do(asked, "approve_to_authority", "mzj.lingdao")
            do(asked, "endorse", "shzz.jianguan")
            do(asked, "agree", "czj.shenhe")
            do(asked, "disburse", "czj.guoku", paid_on=legal_date(), transfer_no=f"ZF-{row.number}")


def withheld() -> None:
    notice = (
        Notice.objects.filter(kind="AN-13").first()
        or Notice.objects.filter(purchaser_id=people.organisation("mzj").pk).first()
    )
    names = [name for name in notice.payload][:1]
    given = {"field_names": names, "basis": "trade_secret", "explanation": "含有商业秘密。"}
    proposal = HAND.make(Withholding, "propose", people.actor(HANDLER), notice=notice, **given)
    with aside():
        do(proposal, "reject", "mzj.lingdao", reason="不涉及商业秘密。")
    do(proposal, "decide", "mzj.lingdao")
