"""The office itself: a leave with a deputy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import demo as people
from accounts.models import Deputyship, HandOver, Identity, Loan, Membership, Organisation, Reform
from accounts.reforms.passing import items_of
from documents.services import stage
from procurement import demo
from procurement.models import Project
from tests.documents.samples import png
from tests.walks.story.hand import HAND, aside, do
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty

AWAY, DEPUTY, HEAD = "mzj.jingban", "mzj.kaibiao", "mzj.lingdao"


def play() -> None:
    deputies()
    hand_over()
    identity()
    changes_of_units()


def changes_of_units() -> None:
    """A renaming, a merger and a split, none of which the rest of the story knows of."""
    reviewer, unit = people.actor("czj.shenhe"), people.organisation("wgl")
    order = {
        "basis": "长编发〔2026〕3号",
        "basis_title": "关于调整部分机构设置的通知",
        "effective_on": clock.legal_date(),
    }

    def propose(kind: str, **values: Any) -> Reform:
        scan = [stage(SimpleUploadedFile("机构改革文件.png", png()), reviewer)]
        return HAND.make(Reform, kind, reviewer, organisation=unit, scan=scan, **order, **values)

    with aside():
        renamed = propose(
            "rename", name="长春市文化和旅游局", name_en="Changchun Bureau of Culture and Tourism"
        )
        with aside():
            do(renamed, "refuse", "czj.juzhang", reason="文件尚未印发。")
        with aside():
            do(renamed, "withdraw", "czj.shenhe", reason="名称有误。")
        do(renamed, "confirm", "czj.juzhang")
    with aside():
        propose("merge", keeper=people.organisation("wjw"))
    with aside():
        heirs = [people.organisation("wjw"), people.organisation("hbj")]
        split = propose("split", heirs=heirs, keeper=heirs[0])
        items = [str(item.id) for item in items_of(unit)]
        do(split, "assign", "czj.shenhe", items=items, heir=heirs[1])
    with aside():
        demo.purchaser(HAND, "wgl")
        line = demo.budget_line(HAND, "wgl", code="2070199")
        split = propose("split", heirs=heirs, keeper=heirs[0])
        do(split, "divide", "czj.shenhe", item=str(line.pk), heir=heirs[1], amount="1000.00")

    provider_taken_over(order)


def provider_taken_over(order: dict[str, Any]) -> None:
    """One that is suspended: its successor is suspended with it."""
    head, unit, heir = (
        people.actor("kangle.faren"),
        people.organisation("kangle"),
        people.organisation("zhaohui"),
    )
    with aside():
        do(unit.provider, "suspend", "shzz.jianguan", reason="虚报服务工单。")
        scan = [stage(SimpleUploadedFile("合并协议.png", png()), head)]
        merger = HAND.make(Reform, "merge", head, organisation=unit, keeper=heir, scan=scan, **order)
        do(merger, "agree", "zhaohui.faren", takes_over=True)
        do(merger, "confirm", "shzz.jianguan")


def deputies() -> None:
    """Still to come when it is ended: the rest of the story is the colleague's own work."""
    first = clock.legal_date() + timedelta(days=30)
    appointed = HAND.make(
        Deputyship,
        "appoint",
        people.actor(AWAY),
        principal=member(AWAY),
        deputy=member(DEPUTY),
        first_day=first,
        last_day=first + timedelta(days=4),
        note="年休假",
        steps=["procurement.project.present", "procurement.project.prepare"],
    )
    do(appointed, "end", AWAY, reason="休假推迟。")


def hand_over() -> None:
    """What was assigned to one person passes to a colleague."""
    giver, taker = member(AWAY), member(DEPUTY)
    duty = Duty.objects.create(
        subject_type="procurement.project",
        subject_id=uuid4(),
        title="养老服务",
        url="/",
        step="no.such.step",
        label="Fill in the application",
        organisation_id=giver.organisation_id,
        user_id=giver.user_id,
        arose_at=clock.legal_now(),
    )
    HAND.make(
        HandOver, "hand_over", people.actor(AWAY), giver=giver, taker=taker, note="材料在档案柜第二层。"
    )
    Duty.objects.filter(pk=duty.pk).update(met_at=clock.legal_now())


def identity() -> None:
    """The account is linked with who its owner is at the government's identity service, and no longer."""
    owner = people.actor(AWAY)
    shown = Identity(issuer="https://id.example.gov.cn", subject="220104001", shown_name=owner.user_name)
    link = execute(shown, "link", owner).subject
    do(link, "cut", AWAY, reason="证书已更换。")


def lending(project: Project) -> None:
    """As if the office had three people and stood below city finance."""
    office, above = people.organisation("mzj"), people.organisation("czj")
    with aside():
        spare = Membership.objects.filter(organisation=office)
        spare.exclude(user__username__in=[AWAY, HEAD, "mzj.caiwu"]).update(is_active=False)
        Organisation.objects.filter(pk=office.pk).update(parent=above)
        asked = HAND.make(
            Loan,
            "ask",
            people.actor(HEAD),
            project=project,
            role="acceptor",
            lender=above,
            grounds="本单位三人，验收与经办无法分离。",
        )
        with aside():
            do(asked, "refuse", "czj.juzhang", reason="请向主管部门申请。")
        last = clock.legal_date() + timedelta(days=60)
        lent = do(asked, "lend", "czj.juzhang", person=member("czj.mulu"), last_day=last)
        do(lent, "end", HEAD, reason="验收已完成。")


def member(username: str) -> Membership:
    return Membership.objects.get(user__username=username)
