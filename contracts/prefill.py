"""The first text of a contract, taken from project, tender and award, so that nobody copies by hand.

Contracts are in Chinese whatever language the handler reads: standing clauses are written in it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts import years
from contracts.rules.shared import last_day_of_term
from core.money import CENT, ZERO

if TYPE_CHECKING:
    from contracts.models import Contract
    from sourcing.models import Award

CHINESE = "zh-hans"
ADVANCE, LAST = Decimal(30), Decimal(10)
"""Shares that a new contract proposes: the advance, and what waits for acceptance."""


def terms(award: Award, today: date) -> dict[str, Any]:
    """Values for the fields of the contract."""
    tender = award.tender
    project = tender.project
    starts_on, ends_on = term_of(award, today)
    return {
        "title": tender.title,
        "scope": tender.requirement,
        "service": project.item.name,
        "quantity": project.quantity or Decimal(0),
        "unit": project.unit,
        "quality": project.quality_standard,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "place": tender.service_place,
        "advance_share": ADVANCE,
        "payee_name": award.provider.name,
        **clauses(),
    }


def term_of(award: Award, today: date) -> tuple[date, date]:
    """The period of the application; where sourcing took longer, as long a period from tomorrow."""
    project = award.tender.project
    starts_on = project.starts_on or today + timedelta(days=1)
    ends_on = project.ends_on or last_day_of_term(starts_on, 12)
    if starts_on > today:
        return starts_on, ends_on
    return today + timedelta(days=1), today + timedelta(days=1) + (ends_on - starts_on)


def clauses() -> dict[str, str]:
    """Standing clauses that every contract starts from."""
    with override(CHINESE):
        return {
            "payment_terms": _(
                "Payment follows verified progress. The purchaser verifies each request within the period of this "
                "contract; the finance department pays to the provider's account."
            ),
            "purchaser_duties": _(
                "The purchaser may inspect the service at any time and demand rectification; it provides the "
                "conditions agreed, verifies progress, organises the acceptance and pays in time."
            ),
            "provider_duties": _(
                "The provider renders the service itself, on time and to the quantity, quality and effect agreed; "
                "it keeps a ledger, reports progress, accepts supervision and may not transfer the contract."
            ),
            "breach": _(
                "Whoever fails to perform, or performs otherwise than agreed, performs it nevertheless, puts it "
                "right, or makes good the loss. Transfer of the contract entitles the purchaser to end it."
            ),
            "acceptance_terms": _(
                "After final delivery the purchaser convenes an acceptance group that examines every item of this "
                "contract; service recipients of a public service are heard."
            ),
            "disputes": _(
                "Disputes are settled by consultation; failing that, by the people's court at the purchaser's seat."
            ),
        }


def basis(contract: Contract) -> dict[str, Any]:
    """What must not change against tender and bid."""
    return {
        "service": contract.service,
        "quantity": str(contract.quantity),
        "unit": contract.unit,
        "quality": contract.quality,
        "amount": str(contract.amount),
        "days": (contract.ends_on - contract.starts_on).days,
    }


def schedules(contract: Contract) -> dict[str, list[dict[str, Any]]]:
    """Milestones by half-term, a plan of three payments, the funds in the years in which these fall due."""
    with override(CHINESE):
        middle = contract.starts_on + (contract.ends_on - contract.starts_on) / 2
        half = Decimal(50)
        milestones = [
            {"title": _("First half of the service"), "standard": "", "due_on": middle, "weight": half},
            {
                "title": _("Second half of the service"),
                "standard": "",
                "due_on": contract.ends_on,
                "weight": half,
            },
        ]
        middle_share = Decimal(100) - ADVANCE - LAST
        plan = [
            {"title": _("Advance"), "share": ADVANCE, "condition": "signed", "milestone": None},
            {"title": _("With progress"), "share": middle_share, "condition": "progress", "milestone": None},
            {"title": _("After acceptance"), "share": LAST, "condition": "accepted", "milestone": None},
        ]
    return {"milestones": milestones, "plan": plan, "funds": funds(contract, milestones, middle_share)}


def funds(contract: Contract, milestones: list[dict[str, Any]], progress: Decimal) -> list[dict[str, Any]]:
    """What each year of the term pays: what was granted for it, where years have grants of their own.

    Else the advance in its first, progress with the milestones, the rest in its last.
    """
    if found := years.proposed(contract):
        return found
    parts = [(contract.starts_on, ADVANCE), (contract.ends_on, LAST)]
    parts += [(row["due_on"], progress * row["weight"] / 100) for row in milestones]
    shares: dict[int, Decimal] = {}
    for day, share in parts:
        shares[day.year] = shares.get(day.year, ZERO) + share
    *earlier, last = sorted(shares)
    amounts = {year: _part(contract.amount, shares[year]) for year in earlier}
    amounts[last] = contract.amount - sum(amounts.values(), ZERO)
    return [{"year": year, "amount": amount} for year, amount in amounts.items()]


def _part(amount: Decimal, share: Decimal) -> Decimal:
    return (amount * share / 100).quantize(CENT, rounding=ROUND_DOWN)


def rows_of(contract: Contract) -> dict[str, list[Any]]:
    """The schedules as they stand, for the form that changes them."""
    return {
        "milestones": list(contract.milestones.values("title", "standard", "due_on", "weight")),
        "plan": [
            {
                "title": row.title,
                "share": row.share,
                "condition": row.condition,
                "milestone": row.milestone.number if row.milestone else None,
            }
            for row in contract.plan_rows.select_related("milestone")
        ],
        "funds": list(contract.fund_years.values("year", "amount")),
    }
