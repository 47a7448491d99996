"""From the draft of the tender to the announced result."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from accounts import demo as people
from procurement.demo import granted_project
from procurement.models import Project
from sourcing import demo
from sourcing.demo import evaluating
from sourcing.demo.tendering import not_told, tender_input
from sourcing.models import Award, OfficialKey, Tender
from tests.walks.story import pause
from tests.walks.story.groundwork import BIDDERS
from tests.walks.story.hand import HAND, aside, at, do, fresh
from workflow import clock

SHARES = ("0.93", "0.95", "0.97")


def play(project: Project) -> Award:
    tender = drafted(project)
    published(tender)
    tender = opened(fresh(tender))
    evaluated(tender)
    return decided(fresh(tender))


def drafted(project: Project) -> Tender:
    with aside():
        small(project)
    tender = demo.draft_tender(HAND, project)
    do(tender, "revise", "mzj.jingban", **tender_input(project, clock.legal_now()))
    return demo.name_officials(HAND, tender)


def small(project: Project) -> None:
    """A purchase without a requirement says what it asks of providers in the tender."""
    rows = [{"name": "服务", "quantity": Decimal(1), "unit": "项", "unit_price": Decimal("80000.00")}]
    own = {"service_class": 1, "cost_rows": rows, "title": "政策宣传册编制"}
    other = granted_project(HAND, project.budget_line, **own)
    tender = demo.draft_tender(HAND, other, special_conditions="项目负责人具有社会工作师证书。")
    do(tender, "ask_cosign", "mzj.jingban")
    with aside():
        do(tender, "decline_cosign", "czj.shenhe", reason="该条件限制竞争。")
    do(tender, "cosign", "czj.shenhe")


def published(tender: Tender) -> None:
    own = OfficialKey.objects.get(user__username="mzj.kaibiao")
    demo.opening.prove(own, people.actor("mzj.kaibiao"))
    with aside():
        do(own, "retire", "mzj.kaibiao", reason="岗位调整。")
    reason = not_told(tender, people.actor("mzj.lingdao"))
    tender = do(tender, "publish", "mzj.lingdao", publication_reviewed=True, **reason)
    with aside():
        do(tender, "cancel", "mzj.lingdao", reason="情况变化，采购任务取消。", publication_reviewed=True)
    with aside():
        pause.postponing(tender)
    change = {"item": "评审标准", "before": "", "after": "持证人员包括社会工作师。", "affects_bids": False}
    do(tender, "clarify", "mzj.lingdao", **change, closes_at=None, publication_reviewed=True)
    for key, share in zip(BIDDERS, SHARES, strict=True):
        demo.bid(tender, key, (tender.budget * Decimal(share)).quantize(Decimal("0.01")))
    with aside():
        demo.withdraw(tender, BIDDERS[2])


def opened(tender: Tender) -> Tender:
    at(tender.opens_at + timedelta(seconds=1))
    tender = demo.open_bids(tender)
    with aside():
        given = {
            "ground": "illegal",
            "reason": "评审前发现影响公正的违法行为。",
            "publication_reviewed": True,
        }
        do(tender, "fail", "mzj.lingdao", **given)
    return demo.form_panel(HAND, demo.check_eligibility(HAND, tender))


def evaluated(tender: Tender) -> None:
    seat = evaluating.seats(tender)[-1]
    with aside():
        HAND.do(seat, "recuse", evaluating.member(seat), reason="与投标人负责人有亲属关系。")
    evaluating.declare(HAND, tender)
    evaluating.judge(HAND, tender)
    evaluating.score(HAND, tender)
    with aside():
        low = tender.assessments.select_related("opened_bid__bid").order_by("opened_bid__price").first()
        type(low).objects.filter(pk=low.pk).update(low_price_rules=["B5.LOW"], low_price_accepted=None)
        key = next(key for key in BIDDERS if people.organisation(key).pk == low.opened_bid.provider_id)
        inquiry = evaluating.explained(HAND, evaluating.asked(HAND, tender, key))
        evaluating.weighed(HAND, inquiry, accepted=True)
    evaluating.conclude(HAND, tender)


def decided(tender: Tender) -> Award:
    return demo.announced(HAND, tender)
