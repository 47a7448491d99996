"""The office beside the purchase: a chain of signatures, and a person who is to be lent."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from accounts.models import Loan, Membership, Organisation, Reform
from documents.services import stage
from procurement import demo as procurement
from procurement.models import Project
from signoff.models import Chain, Circulation
from tests.documents.samples import png
from workflow.clock import legal_date, legal_now, set_legal_now
from workflow.engine import create


def signing(s: dict[str, Any]) -> None:
    """Finance wants two signatures before it grants; the application before it goes round."""
    stations = [
        {"position": 1, "who": "role:treasurer", "kind": "joint"},
        {"position": 2, "who": "role:finance_head", "kind": "approve"},
    ]
    laid_down = {
        "step": "procurement.project.grant", "stations": stations, "note": "内控手册第八条", "amount_from": "10001.37",
    }  # fmt: skip
    s["chain"] = create(Chain, "lay_down", people.actor("czj.juzhang"), laid_down).subject
    project = s["project.submitted"]
    typed = json.dumps({"amount": str(project.requested_amount), "decision_number": "长财社〔2026〕13号"})
    sent = {
        "of": "procurement.project",
        "subject": str(project.pk),
        "step": "grant",
        "typed": typed,
        "note": "请审签。",
    }
    s["circulation"] = create(Circulation, "send", people.actor("czj.shenhe"), sent).subject
    s["signature"] = s["circulation"].signatures.get(state="asked")


def changing(s: dict[str, Any]) -> None:
    """City finance proposes that A's unit be renamed, and that another one be split."""
    reviewer = people.actor("czj.shenhe")

    def propose(kind: str, key: str, by: Any = reviewer, **values: Any) -> Reform:
        scan = [stage(SimpleUploadedFile("机构改革文件.png", png()), by)]
        order = {
            "organisation": people.organisation(key), "scan": scan, "basis": "长编发〔2026〕3号",
            "basis_title": "关于调整部分机构设置的通知", "effective_on": legal_date(),
        }  # fmt: skip
        return create(Reform, kind, by, {**order, **values}).subject

    s["reform"] = propose("rename", "mzj", name="长春市民政和社会服务局")
    heirs = [people.organisation("wjw"), people.organisation("hbj")]
    s["reform.split"] = propose("split", "wgl", heirs=heirs, keeper=heirs[0])
    head, heir = people.actor("songhe.faren"), people.organisation("zhaohui")
    s["reform.provider"] = propose("merge", "songhe", head, keeper=heir)


def granted_as_signed(hand: Any, project: Project) -> tuple[Project, Circulation]:
    """Granted after a colleague has signed with an opinion; the chain has ended since."""
    reviewer, head = people.actor("czj.shenhe"), people.actor("czj.juzhang")
    grant = {"amount": str(project.requested_amount), "decision_number": "长财社〔2026〕12号"}
    stations = [{"position": 1, "who": "role:catalog_editor", "kind": "joint"}]
    laid_down = {"step": "procurement.project.grant", "stations": stations, "note": "旧内控手册第六条"}
    chain = create(Chain, "lay_down", head, laid_down).subject
    sent = {
        "of": "procurement.project", "subject": str(project.pk), "step": "grant", "typed": json.dumps(grant),
        "note": "请先会签。",
    }  # fmt: skip
    circulation = create(Circulation, "send", reviewer, sent).subject
    signature = circulation.signatures.get()
    hand.do(signature, "sign", people.actor("czj.mulu"), opinion="属于目录之内的事项。")
    project = hand.do(project, "grant", reviewer, **grant)
    hand.do(chain, "end", head, reason="内控手册修订。")
    return project, Circulation.objects.get(pk=circulation.pk)


def asked_to_lend(hand: Any, project: Project) -> Loan:
    """As if A's office had three people and stood below city finance."""
    office, above = people.organisation("mzj"), people.organisation("czj")
    three = ["mzj.jingban", "mzj.lingdao", "mzj.yanshou"]
    spare = Membership.objects.filter(organisation=office, is_active=True).exclude(user__username__in=three)
    left = list(spare.values_list("pk", flat=True))
    spare.update(is_active=False)
    Organisation.objects.filter(pk=office.pk).update(parent=above)
    loan = hand.make(
        Loan, "ask", people.actor("mzj.lingdao"), project=project, role="acceptor", lender=above,
        grounds="验收岗只有一人，且已参与采购。",
    )  # fmt: skip
    Organisation.objects.filter(pk=office.pk).update(parent=None)
    Membership.objects.filter(pk__in=left).update(is_active=True)
    return loan


def plan(hand: Any, s: dict[str, Any]) -> None:
    """The annual plan of the coming year, heard about and confirmed; one of the opinions is the regulator's."""
    new = {"new_or_temporary": True, "function_note": "新增职能，试点两年。"}
    rows = [
        procurement.plan_line("社区助餐配送", "618007.53", **new),
        procurement.plan_line("老年食堂评估", "97013.39"),
    ]
    made = procurement.submitted_plan(hand, year=2027, lines=rows)
    made = procurement.answered(hand, procurement.ask(hand, made, trade=("wjw",)))
    procurement.answer(hand, made.present_opinions().get(office="trade"), "wjw.lingdao")
    s["plan"] = procurement.confirm(hand, made)
    s["jointopinion"] = made.opinions.get(office="civil")
    s["intention"] = made.intentions.get()


def compilation(hand: Any, s: dict[str, Any]) -> None:
    """The budget of the coming year: A's draft is with finance, and one of its rows is asked about."""
    s["budgetround"] = procurement.budget_round(hand, 2027)
    rows = [
        procurement.request_row("社区助浴试点", "613.07", 103, next=Decimal("70411.93")),
        procurement.request_row("老年课堂送教", "47.31", 1009),
    ]
    made = procurement.sent_up(hand, s["budgetround"], rows=rows)
    made = procurement.with_figures(hand, made, cut=["老年课堂送教"])
    s["budgetproposal"] = made = procurement.draft_sent(hand, made)
    asked = {"row": made.rows.first(), "text": "助浴试点覆盖哪些街道？"}
    hand.do(made, "ask", people.actor("czj.shenhe"), **asked)
    s["budgetquestion"] = made.questions.get()


def imported_twice(hand: Any, s: dict[str, Any]) -> None:
    """A's budget of this year is approved, and then its line comes from the finance system under another number."""
    why = {"overrides-budget.cutoff_month": "预算管理一体化系统升级。"}
    rows = [procurement.request_row("社区送药入户", "58.19", 1013)]
    sent = procurement.sent_up(hand, procurement.budget_round(hand, 2026, **why), rows=rows)
    made = procurement.draft_sent(hand, procurement.with_figures(hand, sent))
    procurement.budget_approved(hand, made)
    known = {"code": "2026-送药-07", "title": "社区送药入户专项", "amount": made.rows.get().requested}
    s["line.twin"] = procurement.budget_line(hand, **known)


def conference(hand: Any, s: dict[str, Any]) -> None:
    """The departments have met; one of the decisions is the task of A."""
    s["conference"] = made = procurement.convened(hand, legal_now() + timedelta(minutes=5))
    set_legal_now(legal_now() + timedelta(minutes=10))
    s["conference"] = procurement.held(hand, made, [procurement.decision()])
    s["conferencetask"] = s["conference"].tasks.get()
