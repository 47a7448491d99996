"""One purchase from the need to the published result, and a sealed tender beside it: what the matrix asks about.

Everything belongs to A: its purchaser (mzj), city finance, the winner (zhaohui). B, C, the district and the rest
look at it from outside. Built by acts, once for a process; rows that need another state are put into it by
`put_into`, inside the transaction of their probe.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from accounts import demo as people
from accounts.models import (
    Deputyship,
    HandOver,
    Identity,
    Jurisdiction,
    MailboxMessage,
    Membership,
    Message,
)
from catalog.demo import city_catalogue
from contracts import demo as contracts
from contracts.models import Contract, Supplement
from corrections import demo as correcting
from disclosure.models import Notice, Withholding
from documents.models import Attachment, DocumentRegister, Paper
from documents.services import latest_paper
from evaluation import demo as evaluation
from evaluation.kinds import Method, Party
from procurement import demo as procurement
from procurement.models import BudgetTable, Project
from providers import demo as providers
from rulebook.models import CalendarYear, LogExport, ParameterChange, Pause
from sourcing import demo as sourcing
from sourcing.demo import bidding
from sourcing.demo import evaluating as judging
from sourcing.models import Tender
from tests.contracts.world import award_for
from tests.security.matrix import catalogue, office, prices, reports
from tests.security.matrix.letters import of_letter
from tests.security.matrix.shelf import of_shelf
from workflow import clock
from workflow.engine import create, execute
from workflow.models import Duty

BEGIN = datetime(2026, 3, 2, 10, 0, tzinfo=clock.SHANGHAI)
BIDDERS = {"zhaohui": "498001.37", "kangle": "512502.46", "yixin": "525003.58"}
"""Account stem → price. Amounts that occur nowhere else, so that a leaked price is found."""
SEALED = {"zhaohui": "61234.57", "kangle": "62345.68", "yixin": "63456.79"}
"""Prices that nobody may see: they lie in sealed envelopes."""
LACKING = Decimal("1.37")
"""What every judge gives less than all points, so that points occur nowhere else either."""
OUTSIDER = "huanbao"
GROUPS = [("南关区", 60), ("朝阳区", 40)]


class Hand:
    """Does acts at once, without a story."""

    def make(self, model: Any, step: str, actor: Any, **data: Any) -> Any:
        return create(model, step, actor, data).subject

    def do(self, subject: Any, step: str, actor: Any, **data: Any) -> Any:
        return execute(subject, step, actor, data).subject


@dataclass
class World:
    """The samples by name, and who came to sit on the panel."""

    samples: dict[str, Any] = field(default_factory=dict)
    seated: str = ""
    experts: list[str] = field(default_factory=list)
    """Those who were drawn, the chair among them."""
    chair: str = ""
    unseated: str = ""
    secret: str = ""
    """Of a survey's link that nobody has used."""
    moments: dict[str, datetime] = field(default_factory=dict)
    """When samples are to be asked for that live for a while only."""


def later(**delta: float) -> None:
    clock.set_legal_now(clock.legal_now() + timedelta(**delta))


def build() -> World:
    clock.set_legal_now(BEGIN)
    people.build()
    hand, world = Hand(), World()
    s = world.samples
    s["edition"] = city_catalogue(hand)
    s["profile"] = procurement.purchaser(hand)
    s["line"] = procurement.budget_line(hand, amount=Decimal("10000123.46"))
    s["lineimport"] = procurement.line_import(hand)
    s["increaserequest"] = procurement.increase_request(hand, s["line"], amount=Decimal("50321.77"))
    s["yearclosing"] = procurement.year_closing(hand, 2027)
    for key in BIDDERS:
        s["provider" if key == "zhaohui" else key] = providers.approved(key)
    s["provider.ending"] = s["provider.asked"] = s["provider"]
    providers.approved(OUTSIDER)
    office.plan(hand, s)
    office.compilation(hand, s)
    office.imported_twice(hand, s)
    office.conference(hand, s)
    _projects(hand, world)
    _bidding(hand, world)
    _contract(hand, world)
    _evaluation(hand, world)
    _told(hand, world)
    s["edition.asked"], s["opinion"] = catalogue.consulted(hand)
    s["comment"] = catalogue.commented(hand, s["edition.asked"])
    other = catalogue.commented(hand, s["edition.asked"])
    s["comment.answered"] = catalogue.answered(hand, other, people.actor("czj.mulu"))
    s["item"] = s["edition"].items.get(code="A07")
    return world


def _projects(hand: Hand, world: World) -> None:
    """Four applications: the main one, one whose tender stays sealed, one before finance, one still a draft."""
    s = world.samples
    main = procurement.submitted_project(hand, s["line"], title="失能老人上门照护", **costing("90.07", 6001))
    s["project"], s["circulation.done"] = office.granted_as_signed(hand, main)
    small = {"sealed.project": ("助餐", "91.13", 3), "plain.project": ("助浴", "92.17", 3)}
    for name, (title, price, kind) in {**small, "early.project": ("助医", "93.19", 1)}.items():
        s[name] = procurement.granted_project(hand, s["line"], title=title, **costing(price, kind=kind))
    s["project.submitted"] = procurement.submitted_project(
        hand, s["line"], title="认知症日间照料", **costing("94.23")
    )
    draft = procurement.draft_project(hand, title="适老化改造")
    s["project.draft"] = procurement.prepare(hand, draft, s["line"], title=draft.title, **costing("95.29"))
    s["table"] = BudgetTable.objects.get(year=2026)
    office.signing(s)


def costing(price: str, quantity: int = 1001, kind: int = 3) -> dict[str, Any]:
    row = {"name": "服务", "quantity": quantity, "unit": "人次", "unit_price": price}
    return {"service_class": kind, "cost_rows": [row]}


def _bidding(hand: Hand, world: World) -> None:
    """A tender from its draft to the announced award; one that is sealed; one that is a draft."""
    s = world.samples
    s["register"] = hand.make(DocumentRegister, "open", people.actor("mzj.lingdao"), word="长民采")
    s["requirement"] = procurement.fixed_requirement(hand, s["project"])
    catalogue.requirement(hand, world)
    tender = sourcing.published_tender(hand, s["project"])
    for key, price in BIDDERS.items():
        sourcing.bid(tender, key, Decimal(price))
    clock.set_legal_now(tender.opens_at + timedelta(seconds=1))
    tender = _fresh(sourcing.open_bids(tender))
    tender = sourcing.check_eligibility(hand, tender)
    representative = Membership.objects.get(user__username="mzj.caiwu")
    head = people.actor("mzj.lingdao")
    tender = hand.do(tender, "form_panel", head, size=5, representatives=[representative])
    _sit(tender, world)
    judging.declare(hand, tender)
    judging.judge(hand, tender)
    s["inquiry"], s["inquiry.asked"] = prices.explained(hand, tender)
    judging.score(hand, tender, lambda bid, criterion, seat: criterion.weight - LACKING)
    s["award"] = sourcing.announced(hand, judging.conclude(hand, tender))
    prices.mark(tender, "yixin", ["lowprice.mean"])  # nobody has asked about it
    s["tender"] = _fresh(tender)
    s["bid"] = s["award"].opened_bid.bid
    s["receipt"] = s["bid"].receipt
    s["key"] = tender.officials.get(key__user__username="mzj.kaibiao").key
    s["seat"] = tender.seats.get(user__username=world.seated)
    s["tender.sealed"] = sealed = sourcing.published_tender(hand, s["sealed.project"])
    for key, price in SEALED.items():
        sourcing.bid(sealed, key, Decimal(price))
    s["receipt.sealed"] = sealed.bids.get(provider=people.organisation("zhaohui")).receipt
    s["upload"] = bidding.send(sealed, "zhaohui", bidding.seal(sealed, "zhaohui", "1.00", 2))
    special = {"special_conditions": "项目负责人具有社会工作师证书。"}
    s["tender.draft"] = sourcing.draft_tender(hand, s["early.project"], **special)


def _sit(tender: Tender, world: World) -> None:
    """Which of the experts were drawn: one who chairs, one who doesn't, one who wasn't."""
    experts = {f"zjk.zj{n}" for n in range(1, len(people.EXPERTS) + 1)}
    seats = {seat.user.username: seat.is_chair for seat in tender.seats.select_related("user")}
    world.chair = next(name for name, is_chair in seats.items() if is_chair)
    world.experts = sorted(set(seats) & experts)
    world.seated = next(name for name in seats if name in experts - {world.chair})
    world.unseated = min(experts - set(seats))


def _contract(hand: Hand, world: World) -> None:
    """Performed, paid and accepted; the payments need an authority's approval. A plain one beside it."""
    s = world.samples
    later(days=3)
    plain = contracts.filed(hand, contracts.concluded(hand, award_for(s["plain.project"])))
    advance = plain.plan_rows.first()
    s["payment.plain"] = contracts.requested(hand, plain, advance, advance.amount)
    s["contract.plain"] = _fresh(plain)
    contract = contracts.filed(
        hand, contracts.concluded(hand, s["award"], authority=people.organisation("wjw"))
    )
    advance, middle, _last = contract.plan_rows.all()
    contracts.paid(hand, contracts.requested(hand, contract, advance, advance.amount))
    clock.set_legal_now(BEGIN.replace(month=9, day=1))
    contracts.ledgers(hand, contract)
    s["report"] = contracts.progress(hand, contract, 100, 20)
    s["inspection"] = contracts.inspection(hand, contract, contracts.finding())
    s["finding"] = contracts.put_right(hand, s["inspection"].findings.get())
    handler = people.actor("mzj.jingban")
    s["supplement"] = hand.make(
        Supplement, "propose", handler, contract=contract, clauses="第三条", text="增加服务时段。",
        grounds="需求增加。", amount=Decimal("1234.56"), ends_on=None,
    )  # fmt: skip
    _evaluation_under_way(hand, world, contract)
    s["payment"] = contracts.requested(hand, contract, middle, Decimal("98765.43"))
    clock.set_legal_now(BEGIN.replace(month=12, day=31))
    contracts.ledgers(hand, contract)
    hand.do(s["supplement"], "withdraw", people.actor("mzj.lingdao"), reason="不再需要。")
    contracts.progress(hand, contract, 100, 100)
    contract = contracts.delivered(hand, _fresh(contract))
    s["acceptance"] = contracts.accepted(hand, contract)
    s["correction"] = correcting.proposed(
        hand, s["acceptance"], "recipients_heard", people.actor("mzj.jingban"), 31, "录入时看错了行。"
    )
    s["contract"] = _fresh(contract)


def _evaluation(hand: Hand, world: World) -> None:
    """Published, with its survey; and one that is being scored, where nobody may know the other's sheet."""
    s = world.samples
    e = evaluation.opened(hand, s["contract"])
    e = evaluation.appointed(hand, e, people.organisation("mz3"), engagement_fee=Decimal("18123.45"))
    e = evaluation.planned(hand, evaluation.declared(hand, e), GROUPS)
    e = evaluation.started(hand, e)
    links = evaluation.issued(e, e.survey.strata.first(), 40)
    evaluation.answered(e, links[:36], (14, 15, 4, 2, 1), ["上门挺准时", "希望固定一个师傅"])
    clock.set_legal_now(e.survey.closes_at + timedelta(hours=10))
    evaluation.scored(hand, e, Party.PURCHASER, "数量和时限均达到合同要求。")
    e = evaluation.scored(hand, e, Party.THIRD_PARTY, "台账缺转介记录。")
    e = evaluation.replied(hand, evaluation.combined(hand, e))
    s["evaluation"] = evaluation.published(hand, evaluation.moderated(hand, e, {"固定": "人员更换"}))


def _evaluation_under_way(hand: Hand, world: World, contract: Contract) -> None:
    """Both sheets are in and nothing is combined: neither side may know what the other wrote."""
    e = evaluation.opened(hand, contract)
    e = evaluation.appointed(hand, e, people.organisation("mz3"), engagement_fee=Decimal("18234.57"))
    e = evaluation.started(hand, evaluation.planned(hand, evaluation.declared(hand, e), GROUPS))
    evaluation.scored(hand, e, Party.PURCHASER, "采购人的评语。", **found(e, Party.PURCHASER, "71.93"))
    world.samples["evaluation.scoring"] = evaluation.scored(
        hand, e, Party.THIRD_PARTY, "第三方的评语。", **found(e, Party.THIRD_PARTY, "83.47")
    )
    world.secret = evaluation.issued(e, e.survey.strata.first(), 1)[0]


def found(e: Any, party: Party, figure: str) -> dict[str, tuple[str, str]]:
    """What one party found, in a figure of its own, wherever the indicator leaves room for it."""
    measured = [c for c in e.criteria_of(party) if c.method == Method.PROPORTIONAL]
    return {c.name: (figure, f"{party.label}经核查，实际为{figure}。") for c in measured}


def papers(world: World) -> list[Paper]:
    """One of each kind, as PDF, that hang on the samples."""
    s = world.samples
    kinds = ("notice", "letter", "contract", "voucher", "acceptance", "result_letter")
    return [s[f"paper.{kind}"] for kind in kinds]


def _files(world: World) -> None:
    """What can be downloaded."""
    s = world.samples
    s["file"] = Attachment.objects.of(s["award"].opened_bid).first()
    rival = s["tender"].opened_bids.get(provider=people.organisation("kangle"))
    s["file.rival"] = Attachment.objects.of(rival).first()
    s["file.licence"] = Attachment.objects.of(s["provider"]).first()
    s["file.ledger"] = Attachment.objects.of(s["contract"]).filter(kind="ledger").first()
    s["file.invoice"] = Attachment.objects.of(s["payment"]).first()
    s["paper.notice"] = s["notice"].pdf
    s["paper.letter"] = latest_paper(s["tender"], "letter_of_acceptance")
    s["paper.contract"] = latest_paper(s["contract"], "contract")
    s["paper.voucher"] = Paper.objects.get(kind="voucher")
    s["paper.acceptance"] = latest_paper(s["acceptance"], "acceptance")
    s["paper.result_letter"] = latest_paper(s["evaluation"], "result_letter")


def _told(hand: Hand, world: World) -> None:
    """What the public reads, a proposal to take some of it back, a draft of next year's catalogue, a file, a duty."""
    s = world.samples
    s["notice"] = Notice.objects.filter(kind="AN-03").earliest("published_at")
    s["result"] = Notice.objects.filter(kind="AN-17").first()
    s["withholding"] = hand.make(
        Withholding, "propose", people.actor("mzj.jingban"), notice=s["notice"], field_names=["requirement"],
        basis="state_secret", explanation="误发。",
    )  # fmt: skip
    _files(world)
    s |= of_letter(hand, s)
    s["membership"] = Membership.objects.get(
        user__username="czj.guoku", organisation=people.organisation("jycz")
    )
    s["section"] = people.organisation("mzj").sections.get(name="社会救助科")
    s["member"] = Membership.objects.get(user__username="mzj.kanhu")
    duties = Duty.objects.open().filter(organisation_id=people.organisation("mzj").pk, role="handler")
    s["duty"] = duties.order_by("due_at", "arose_at", "step").first()
    s["secret"], world.moments["secret"] = (
        world.secret,
        s["evaluation.scoring"].survey.opens_at + timedelta(days=1),
    )
    s["message"] = MailboxMessage.objects.create(
        to_name="某人", to_address="x@example.org", subject="通知", body="内容"
    )
    s["told"] = Message.objects.create(
        person=Membership.objects.get(user__username="mzj.jingban").user,
        kind="news",
        title="经办人自己的消息",
        text="内容",
        url="/",
    )
    s["way"] = "sms"
    s["deputyship"] = later_deputyship(hand)
    s["handover"] = handed_over(hand)
    s["identity"] = linked()
    s["loan"] = office.asked_to_lend(hand, s["project"])
    office.changing(s)
    s["organisation"] = people.organisation("mzj")
    _rules(hand, world)


def later_deputyship(hand: Hand) -> Deputyship:
    """Of the handler, by a colleague; still to come, so that it opens nothing to anybody."""
    members = {m.user.username: m for m in Membership.objects.filter(user__username__startswith="mzj.")}
    first = clock.legal_date() + timedelta(days=90)
    return hand.make(
        Deputyship, "appoint", people.actor("mzj.jingban"), principal=members["mzj.jingban"],
        deputy=members["mzj.kaibiao"], first_day=first, last_day=first + timedelta(days=6), note="年休假",
        steps=["procurement.project.present"],
    )  # fmt: skip


def linked() -> Identity:
    """The handler's account with an identity of the government's service."""
    row = Identity(issuer="https://id.example.gov.cn", subject="220104197001010012", shown_name="某经办")
    return execute(row, "link", people.actor("mzj.jingban")).subject


def handed_over(hand: Hand) -> HandOver:
    """What the handler had to do passes to the colleague who opens bids, and is done since."""
    members = {m.user.username: m for m in Membership.objects.filter(user__username__startswith="mzj.")}
    giver, taker = members["mzj.jingban"], members["mzj.kaibiao"]
    duty = Duty.objects.create(
        subject_type="procurement.project", subject_id=uuid4(), title="交接", url="/", step="no.such.step",
        label="Look", organisation_id=giver.organisation_id, user_id=giver.user_id, arose_at=clock.legal_now(),
    )  # fmt: skip
    done = hand.make(
        HandOver, "hand_over", people.actor("mzj.jingban"), giver=giver, taker=taker, note="材料在档案柜。"
    )
    Duty.objects.filter(pk=duty.pk).update(met_at=clock.legal_now())
    return done


def _rules(hand: Hand, world: World) -> None:
    """A change of a parameter and a year's holidays, both only proposed; an auditor's copy of the log."""
    s, reviewer, today = world.samples, people.actor("czj.shenhe"), clock.legal_date()
    s["parameterchange"] = hand.make(
        ParameterChange, "propose", reviewer, rule_id="suggestion.reply", value=10, basis="长财采购〔2027〕9号",
        jurisdiction=Jurisdiction.objects.get(code=people.CITY), effective_from=today + timedelta(days=1),
        explanation="群众反映答复偏慢。",
    )  # fmt: skip
    days = [date(2028, 1, 1)]
    s["calendaryear"] = hand.make(
        CalendarYear, "enter", reviewer, year=2028, notice="国办发明电〔2027〕8号", off=days
    )
    s["pause"] = hand.make(
        Pause, "propose", reviewer, kind="outage", scope="all", begins_at=clock.legal_now(),
        ends_at=clock.legal_now() + timedelta(hours=3), document="长政数故障〔2027〕3号",
        explanation="机房断电。",
    )  # fmt: skip
    s |= of_shelf(hand, today)
    reports.govreports(hand, s)
    s["logexport"] = hand.make(LogExport, "export", people.actor("sjj.shenji"), purpose="年度审计")
    s["rule"] = "A4.1"
    s["nobodys"] = "1"


def _fresh(subject: Any) -> Any:
    return type(subject)._base_manager.get(pk=subject.pk)


def owners(world: World) -> dict[Any, str]:
    """What canaries write behind `@`: which project a row belongs to, other than the main one; or which unit."""
    projects = {
        name: s.pk for name, s in world.samples.items() if isinstance(s, Project) and name != "project"
    }
    named = {pk: name.replace(".project", "").replace("project.", "") for name, pk in projects.items()}
    units = {people.organisation(unit.key).pk: unit.key for unit in people._units()}
    scored = world.samples["evaluation.scoring"]
    sheets = {
        scored.sheet(party).pk: f"scoring.{party.value}" for party in (Party.PURCHASER, Party.THIRD_PARTY)
    }
    return {**named, **units, **sheets, scored.pk: "scoring", world.chair.split(".")[0]: "experts"}
