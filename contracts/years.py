"""On which commitment a contract draws: of a purchase of several years, on that of each year (ADR 0033).

A project has one commitment in each budget year that bears a share of it. A contract remembers in which it begins to
draw (`Contract.commitment`): the first, or the one to which what was open was reserved at a year's end. From there on
each year draws on its own commitment, and a year without one on the last before it. A purchase of one year has one
commitment, on which every year draws. The trigger `DrawnOn` says the same of each payment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum

from core.money import CENT, ZERO

if TYPE_CHECKING:
    from contracts.models import Contract
    from procurement.models import Commitment


def commitments_of(contract: Contract) -> list[Commitment]:
    """Those on which it draws from now on, year by year."""
    first = contract.commitment
    rows = contract.project.commitments.filter(Q(pk=first.pk) | ~Q(amount=0), year__gte=first.year)
    return list(rows.select_related("line").order_by("year", "amount"))


def borne_by(commitments: list[Commitment], year: int) -> Commitment:
    """Of these, which bears that year."""
    reached = [each for each in commitments if each.year <= year]
    return reached[-1] if reached else commitments[0]


def drawn_on(contract: Contract, day: date) -> Commitment:
    """The commitment from which is paid on that day."""
    return borne_by(commitments_of(contract), day.year)


def spread(contract: Contract, planned: Mapping[int, Decimal]) -> dict[Commitment, Decimal]:
    """What a fund plan asks of each commitment."""
    commitments = commitments_of(contract)
    found: dict[Commitment, Decimal] = {each: ZERO for each in commitments}
    for year, amount in planned.items():
        found[borne_by(commitments, year)] += amount
    return found


def plan_of(contract: Contract) -> dict[int, Decimal]:
    """The fund plan as it stands."""
    return dict(contract.fund_years.values_list("year", "amount"))


def rows_as_plan(rows: Iterable[Mapping[str, Any]]) -> dict[int, Decimal]:
    """The fund plan as it is typed."""
    found: dict[int, Decimal] = {}
    for row in rows:
        found[row["year"]] = found.get(row["year"], ZERO) + (row["amount"] or ZERO)
    return found


def unpaid_on(contract: Contract, commitment: Commitment) -> Decimal:
    """What the contract has bound of a commitment and nobody has paid; nothing before it is signed."""
    bound = contract.entries.filter(commitment=commitment).aggregate(all=Sum("amount"))["all"] or ZERO
    paid = contract.payment_entries.filter(commitment=commitment).aggregate(all=Sum("paid"))["all"] or ZERO
    return bound - paid


def proposed(contract: Contract) -> list[dict[str, Any]]:
    """A fund plan that keeps to what was granted for each year, in proportion; empty for a purchase of one year."""
    room = [each for each in commitments_of(contract) if each.free > 0]
    granted = sum((each.free for each in room), ZERO)
    if len(room) < 2 or contract.amount > granted:
        return []
    shares = {each: (contract.amount * each.free / granted).quantize(CENT) for each in room}
    for each in room:  # what rounding left or took too much
        missing = contract.amount - sum(shares.values(), ZERO)
        shares[each] = min(each.free, max(ZERO, shares[each] + missing))
    return [{"year": each.year, "amount": amount} for each, amount in shares.items()]
