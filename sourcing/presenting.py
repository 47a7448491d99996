"""What pages about a tender draw, by who is looking."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.roles import OrganisationKind
from core.actor import Actor
from core.components import Fact
from core.figures import amount_text, percent_text, quantity_text
from disclosure.models import Notice
from documents.services import papers
from documents.showing import shown
from procurement.models import Indicator, Project, Requirement
from sourcing.kinds import BidKind, CriterionKind, PanelRole
from sourcing.models import Assessment, PanelSeat, Tender
from workflow import law
from workflow.clock import SHANGHAI, legal_date, legal_now
from workflow.law import calendar

STANDARD_PAPERS = [
    ("商务与资格文件", "登记证书、财务报告、纳税和社会保险缴纳证明", True),
    ("服务方案", "对照服务需求逐条响应", True),
]
OPEN_DAYS = 22
"""Days from today to the deadline that a new draft proposes: twenty, and two to get it published."""


def is_provider(actor: Actor) -> bool:
    return actor.organisation_kind == OrganisationKind.PROVIDER


def standing_bid(tender: Tender, actor: Actor) -> Any:
    """One's own bid as it stands, with its receipt; nobody else's ever."""
    last = tender.last_bid(actor.organisation_id)
    return last if last is not None and last.kind == BidKind.BID else None


def of_tender(tender: Tender, actor: Actor) -> dict[str, Any]:
    """Everything on a tender's page that doesn't depend on its steps."""
    inside = not is_provider(actor)
    opened = tender.opened_at is not None
    return {
        "facts": facts_of(tender, inside=inside),
        "times": times_of(tender),
        "criteria": list(tender.criteria.all()),
        "required_papers": list(tender.papers.all()),
        "standard": standard_of(tender),
        "clarifications": list(tender.clarifications.all()),
        "notices": list(Notice.objects.for_lists().filter(subject_id=tender.pk).order_by("published_at")),
        "officials": officials_of(tender) if inside else [],
        "papers": shown(papers(tender, actor)),
        "may_see_record": may_see_record(tender, actor),
        "checks": checks_of(tender) if inside and opened else [],
        "panel": panel_of(tender) if inside and tender.panel_formed_at else None,
        "ranking": ranking(tender) if inside and tender.evaluated_at else [],
        "own_bid": standing_bid(tender, actor) if not inside else None,
        "own": own_result(tender, actor) if tender.announced_at else None,
        "award": tender.award if tender.announced_at or (inside and tender.decided_at) else None,
        "is_official": tender.officials.filter(key__user_id=actor.user_id).exists(),
        "seat": PanelSeat.objects.filter(tender=tender, user_id=actor.user_id)
        .exclude(state="recused")
        .first(),
        "inside": inside,
    }


def facts_of(tender: Tender, *, inside: bool = True) -> list[Fact]:
    rows = [
        Fact(_("Purchaser"), tender.purchaser),
        Fact(_("Procurement method"), tender.get_method_display()),
        Fact(_("Budget (yuan)"), amount_text(tender.budget), number=True),
        Fact(_("Ceiling (yuan)"), amount_text(tender.ceiling), number=True),
        Fact(_("Contract period"), tender.contract_period),
        Fact(_("Consortia"), _("accepted") if tender.consortium else _("not accepted")),
        Fact(_("Small enterprises"), tender.get_sme_choice_display()),
        Fact(_("Weight of the price"), percent_text(tender.price_weight), number=True),
    ]
    if tender.service_place:
        rows.insert(5, Fact(_("Place of service"), tender.service_place))
    if tender.deposit:
        rows.append(Fact(_("Bid security"), amount_text(tender.deposit), number=True))
    if inside:
        rows.append(Fact(_("Project"), tender.project.number, url=tender.project.get_absolute_url()))
    return rows


def times_of(tender: Tender) -> list[tuple[Any, Any]]:
    rows = [
        (_("Notice published at"), tender.published_at),
        (_("Documents until"), tender.documents_until),
        (_("Bids close and are opened"), tender.closes_at),
        (_("Opened at"), tender.opened_at),
        (_("Evaluated at"), tender.evaluated_at),
        (_("Result announced at"), tender.announced_at),
        (_("Ended at"), tender.ended_at),
    ]
    return [(label, moment) for label, moment in rows if moment]


def standard_of(tender: Tender) -> list[dict[str, Any]]:
    """The standard of the later performance review: frozen at the notice, the project's until then."""
    if tender.evaluation_standard:
        rows = tender.evaluation_standard
    else:
        rows = list(
            tender.project.indicators.values("block", "name", "formula", "unit", "target", "points", "scorer")
        )
    return [
        {
            **row,
            "block": Indicator.Block(row["block"]).label,
            "scorer": Indicator.Scorer(row["scorer"]).label,
            "target": f"{Decimal(row['target']).normalize():f}",
            "points": f"{Decimal(row['points']).normalize():f}",
        }
        for row in rows
    ]


def officials_of(tender: Tender) -> list[Any]:
    """Who may take part in opening: offices, and whether their keys still work."""
    return list(tender.officials.select_related("key__user", "key__organisation"))


def may_see_record(tender: Tender, actor: Actor) -> bool:
    """All who may see the tender and took part in it or supervise it; of providers those that bid."""
    if tender.opened_at is None:
        return False
    return not is_provider(actor) or tender.opened_bids.filter(provider_id__in=actor.files_of).exists()


def record_rows(body: dict[str, Any], actor: Actor) -> list[dict[str, Any]]:
    """The bids of a record, dearest last, those that could not be read at the end."""
    rows = [
        {**row, "own": row["bidder"] == actor.organisation_name, "faulty": bool(row["fault"])}
        for row in body["bids"]
    ]
    return sorted(rows, key=lambda row: (row["price"] is None, Decimal(row["price"] or 0)))


def checks_of(tender: Tender) -> list[Assessment]:
    rows = tender.assessments.select_related("opened_bid__provider", "opened_bid__inquiry")
    return sorted(rows, key=lambda a: a.opened_bid.provider.sort_key)


def panel_of(tender: Tender) -> dict[str, Any]:
    """How far the panel is; names only once the result is announced."""
    seats = list(
        PanelSeat._base_manager.filter(tender=tender).exclude(state="recused").select_related("user")
    )
    states = [seat.state for seat in seats]
    return {
        "size": len(seats),
        "experts": len([seat for seat in seats if seat.role == PanelRole.EXPERT]),
        "declared": len([state for state in states if state != "appointed"]),
        "judged": len([state for state in states if state in {"judged", "scored"}]),
        "scored": states.count("scored"),
        "names": [seat.user.name for seat in seats] if tender.announced_at else [],
    }


def ranking(tender: Tender) -> list[Assessment]:
    """All bids with their points, best first; what was ruled out comes last with the reason."""
    return list(tender.assessments.select_related("opened_bid__provider"))


def low_prices(tender: Tender) -> list[Assessment]:
    """Prices that must be looked into, with the tests that they failed."""
    found = [a for a in ranking(tender) if a.low_price_rules]
    asked = {each.opened_bid_id: each for each in tender.inquiries.all()}
    place, day = tender.jurisdiction_code(), tender.regime_date()
    for assessment in found:
        assessment.inquiry = asked.get(assessment.opened_bid_id)  # type: ignore[attr-defined]
        assessment.low_price_names = [  # type: ignore[attr-defined]
            law.find(rule, jurisdiction=place, on=day).name for rule in assessment.low_price_rules
        ]
    return found


def own_result(tender: Tender, actor: Actor) -> Assessment | None:
    """A bidder's own points and rank, once announced (Order 87, article 69)."""
    rows = tender.assessments.filter(opened_bid__provider_id__in=actor.files_of)
    return rows.select_related("opened_bid").first()


def first_draft(project: Project) -> dict[str, Any]:
    """What a draft starts from: what was fixed, else the project's own words, and times that would be lawful."""
    closes_at = proposed_deadline()
    fixed = Requirement.objects.filter(project=project, state=Requirement.State.FIXED).first()
    conditions = "依法登记并列入本市承接主体名录；近三年无重大违法记录。"
    return {
        "title": project.title,
        "method": "open",
        "requirement": "\n".join(text for _label, text in fixed.drafts())
        if fixed
        else requirement_of(project),
        "contract_period": period_of(project, closes_at),
        "conditions": fixed.eligibility if fixed else conditions,
        "ceiling": min(fixed.ceiling, project.granted_amount) if fixed else project.granted_amount,
        "documents_from": legal_now(),
        "documents_until": closes_at - timedelta(days=2),
        "documents_how": settings.PUBLIC_URL,
        "closes_at": closes_at,
        "criteria": [
            {
                "kind": CriterionKind.PRICE,
                "name": "投标报价",
                "standard": "评标基准价÷评标报价×100，四舍五入保留两位小数。",
                "weight": 10,
            }
        ],
        "papers": [{"name": n, "hint": h, "required": r} for n, h, r in STANDARD_PAPERS],
    }


def requirement_of(project: Project) -> str:
    """The project's own words: need, quantity, quality."""
    amount = f"{quantity_text(project.quantity)}{project.unit}" if project.quantity else ""
    wanted = [project.need, f"服务数量：{amount}。" if amount else "", project.quality_standard]
    return "\n".join(filter(None, wanted))


def period_of(project: Project, closes_at: datetime) -> str:
    """The project's own; what would begin before there is a winner begins with the contract.

    Of one that is over by then nothing is proposed.
    """
    first, last, closes = project.starts_on, project.ends_on, legal_date(closes_at)
    if first is None or last is None or last <= closes:
        return ""
    return f"{_day(first) if first > closes else '自合同签订之日起'}至{_day(last)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def proposed_deadline() -> datetime:
    day = legal_date() + timedelta(days=OPEN_DAYS)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(9, 30), SHANGHAI)
