"""What sourcing tells the public: payloads of its notices, and their parts of an OCDS release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.dates import long_date, with_time
from disclosure.ocds.frame import reference, stamp
from disclosure.payloads import LANGUAGES, Noted
from disclosure.registry import release_for
from procurement.models import Indicator
from sourcing.kinds import BidKind, FailureGround, Method, PanelRole, SmeChoice
from sourcing.models import Award, Clarification, PanelSeat, Tender
from workflow.clock import legal_date

GENERAL = gettext_lazy("Meets article 22 of the Government Procurement Law.")
SEPARATOR = "；"


def project_part(tender: Tender) -> dict[str, Any]:
    return {"project_number": tender.number, "project_name": tender.title}


def contacts(tender: Tender) -> dict[str, Any]:
    """The tail that every notice has."""
    purchaser = tender.purchaser
    return {
        "purchaser_name": purchaser,
        "purchaser_address": purchaser.address,
        "purchaser_contact": purchaser.phone,
        "contact_person": tender.contact_name,
        "contact_phone": tender.contact_phone,
        "other": tender.remarks,
    }


def tender_payload(tender: Tender) -> dict[str, Any]:
    """AN-03, with the city's addition: by which standard performance will be evaluated (A4.1)."""
    return {
        **project_part(tender),
        "method": Method(tender.method).label,
        "budget": tender.budget,
        "ceiling": tender.ceiling,
        "requirement": tender.requirement,
        "term": tender.contract_period,
        "consortium": tender.consortium,
        "general_qualifications": format_lazy("{}\n{}", GENERAL, tender.conditions),
        "policy_qualifications": SmeChoice(tender.sme_choice).label,
        "special_qualifications": tender.special_conditions,
        "documents_from": tender.documents_from,
        "documents_until": tender.documents_until,
        "documents_place": tender.documents_how,
        "documents_manner": gettext_lazy("Free download after signing in to this portal"),
        "documents_price": tender.documents_price,
        "closes_at": tender.closes_at,
        "opens_at": tender.opens_at,
        "opening_place": tender.opening_place,
        "performance_standard": standard_text(tender.evaluation_standard),
        "evaluation_criteria": [criterion_text(c) for c in tender.criteria.all()],
        "period_days": 5,
        **contacts(tender),
    }


def both(make: Callable[[], str]) -> dict[str, str]:
    """A text that is put together from translated parts, in both languages: whoever acts, the notice has both."""
    found = {}
    for key, language in LANGUAGES.items():
        with override(language):
            found[key] = make()
    return found


def standard_text(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The indicators as lines: block, name, target, points and who scores."""
    return both(lambda: "\n".join(_indicator_line(n, row) for n, row in enumerate(rows, start=1)))


def _indicator_line(number: int, row: dict[str, Any]) -> str:
    block, scorer = Indicator.Block(row["block"]).label, Indicator.Scorer(row["scorer"]).label
    target = f"{plain(row['target'])}{row['unit']}"
    how = f"{SEPARATOR}{row['formula']}" if row["formula"] else ""
    points = _("%(points)s points") % {"points": plain(row["points"])}
    return _("%(number)s. %(block)s · %(name)s: %(target)s (%(points)s, %(scorer)s)") % {
        "number": number,
        "block": block,
        "name": row["name"],
        "target": target + how,
        "points": points,
        "scorer": scorer,
    }


def criterion_text(criterion: Any) -> str:
    return f"{criterion.name} {plain(criterion.weight)}%：{criterion.standard}"


def plain(number: Any) -> str:
    """`30` for 30.00, `99.5` for 99.50."""
    text = str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def correction_payload(tender: Tender, change: Clarification, original: Any) -> dict[str, Any]:
    """AN-06."""
    rows: list[dict[str, Any]] = [
        {"item": change.item, "before": change.before or "—", "after": change.after}
    ]
    if change.closes_after and change.closes_before:
        rows.append(
            {
                "item": gettext_lazy("Closing and opening time"),
                "before": local(change.closes_before),
                "after": local(change.closes_after),
            }
        )
    return {
        **project_part(tender),
        "original_number": original.number,
        "original_date": legal_date(original.published_at),
        "matter": gettext_lazy("Tender notice and documents"),
        "corrections": rows,
        "corrected_on": legal_date(change.issued_at),
        **contacts(tender),
    }


def local(moment: Any) -> Any:
    """The minute, with whose time it is, in both languages."""
    return both(lambda: _("%(moment)s (Beijing time)") % {"moment": with_time(long_date(moment), moment)})


def ending_payload(tender: Tender) -> dict[str, Any]:
    """AN-08."""
    ground = FailureGround(tender.failure_ground).label
    return {
        **project_part(tender),
        "matter": gettext_lazy("Open tendering of this project"),
        "grounds": both(
            lambda: _("%(ground)s. %(reason)s") % {"ground": ground, "reason": tender.failure_reason}
        ),
        **contacts(tender),
    }


def award_payload(award: Award) -> dict[str, Any]:
    """AN-07: the winner, its score, and the experts' names, which were secret until now."""
    tender = award.tender
    return {
        **project_part(tender),
        "awards": [
            {
                "name": award.provider,
                "address": award.provider.address or "—",
                "amount": award.amount,
                "score": award.total_score,
            }
        ],
        "evaluation_method": gettext_lazy("Comprehensive scoring"),
        "services": [
            {
                "name": tender.title,
                "scope": tender.service_place or tender.purchaser.jurisdiction,
                "requirement": tender.requirement,
                "time": tender.contract_period,
                "standard": tender.project.quality_standard or tender.requirement,
            }
        ],
        "experts": [{"name": name} for name in panel_names(tender)],
        "fee_standard": gettext_lazy("No agency was used."),
        "period_days": 1,
        **contacts(tender),
    }


def panel_names(tender: Tender) -> list[str | Noted]:
    """All who sat. Who sat for the purchaser is no drawn expert, and the notice says so behind the name."""
    seats = PanelSeat._base_manager.filter(tender=tender).exclude(state="recused").select_related("user")
    return [_named(seat) for seat in seats.order_by("-is_chair", "role", "appointed_at", "pk")]


def _named(seat: PanelSeat) -> str | Noted:
    if seat.role != PanelRole.REPRESENTATIVE:
        return seat.user.name
    return Noted(seat.user.name, gettext_lazy("{} (purchaser's representative)"))


# Open Contracting


@release_for("AN-03")
def tender_release(tender: Tender, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {"tag": ["tender"], "tender": tender_section(tender, "active")}


@release_for("AN-06", of="sourcing.tender")
def correction_release(tender: Tender, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {"tag": ["tenderAmendment"], "tender": tender_section(tender, "active")}


@release_for("AN-08")
def ending_release(tender: Tender, payload: Mapping[str, Any]) -> dict[str, Any]:
    status = "cancelled" if tender.state == tender.State.CANCELLED else "unsuccessful"
    reason = {
        "id": f"{tender.number}-{status}",
        "documentType": "cancellationDetails" if status == "cancelled" else "unsuccessfulDetails",
        "description": tender.failure_reason,
        "language": "zh",
    }
    return {
        "tag": ["tenderCancellation"],
        "tender": {**tender_section(tender, status), "documents": [reason]},
    }


@release_for("AN-07")
def award_release(tender: Tender, payload: Mapping[str, Any]) -> dict[str, Any]:
    award = tender.award
    number = tender.bids.filter(kind=BidKind.BID, opened__isnull=False).count()
    return {
        "tag": ["award"],
        "tender": {**tender_section(tender, "complete"), "numberOfTenderers": number},
        "awards": [
            {
                "id": award.letter_number,
                "title": tender.title,
                "status": "active",
                "date": stamp(award.decided_at),
                "value": {"amount": float(award.amount), "currency": "CNY"},
                "suppliers": [reference(award.provider)],
            }
        ],
    }


def tender_section(tender: Tender, status: str) -> dict[str, Any]:
    return {
        "id": tender.number,
        "title": tender.title,
        "description": tender.requirement,
        "status": status,
        "procuringEntity": reference(tender.purchaser),
        "value": {"amount": float(tender.ceiling), "currency": "CNY"},
        "procurementMethod": "open",
        "procurementMethodDetails": "公开招标",
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria",
        "submissionMethod": ["electronicSubmission"],
        "tenderPeriod": {"startDate": stamp(tender.published_at), "endDate": stamp(tender.closes_at)},
    }
