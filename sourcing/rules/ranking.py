"""The arithmetic of comprehensive scoring (rules B5, B5.RANK, B5.2; Order 87 articles 55 and 57). Pure functions.

Rounding: two decimals, half up, at each figure that is shown. No law fixes it; the tender document prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
ZERO = Decimal("0.00")


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def evaluated_price(offer: Decimal, deduction: Decimal) -> Decimal:
    """The offer less the deduction in per cent for small enterprises. The contract price stays the offer."""
    return rounded(offer * (HUNDRED - deduction) / HUNDRED)


def price_score(lowest: Decimal, price: Decimal) -> Decimal:
    """`base / price × 100`: the lowest price that meets the document scores full marks."""
    if price == ZERO:
        return HUNDRED.quantize(CENT)
    return rounded(lowest / price * HUNDRED)


def weighted(score: Decimal, weight: Decimal) -> Decimal:
    """Points out of `weight` (in per cent) for a score out of a hundred."""
    return rounded(score * weight / HUNDRED)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean of all members; highest and lowest are never dropped."""
    return rounded(sum(values, ZERO) / len(values))


@dataclass(frozen=True)
class Entry:
    """One bid that is still in the running, with each member's sum of points on all factors but the price."""

    key: Any
    offer: Decimal
    deduction: Decimal
    members: tuple[Decimal, ...]


@dataclass(frozen=True)
class Result:
    key: Any
    adjusted_price: Decimal
    price_score: Decimal
    price_points: Decimal
    other_points: Decimal
    total: Decimal
    rank: int


def evaluate(entries: Iterable[Entry], weight: Decimal, lot: Callable[[Any], str]) -> list[Result]:
    """Points and ranks, first in rank first.

    Rank: total descending, then evaluated price ascending, then by lot (`lot(key)`, smaller first), so that
    what is wholly equal is decided by a draw that can be done again (article 68).
    """
    entries = list(entries)
    prices = {e.key: evaluated_price(e.offer, e.deduction) for e in entries}
    lowest = min(prices.values(), default=ZERO)
    rows = []
    for entry in entries:
        score = price_score(lowest, prices[entry.key])
        points, others = weighted(score, weight), mean(entry.members)
        rows.append((entry.key, prices[entry.key], score, points, others, points + others))
    rows.sort(key=lambda row: (-row[5], row[1], lot(row[0])))
    return [Result(*row, rank=n) for n, row in enumerate(rows, start=1)]


@dataclass(frozen=True)
class LowPriceRates:
    mean: Decimal
    second: Decimal
    ceiling: Decimal


def low_price_reasons(
    offer: Decimal, offers: Sequence[Decimal], ceiling: Decimal, rates: LowPriceRates
) -> list[str]:
    """Which of the three tests an offer fails (财库〔2026〕2号): strictly below, on the offers themselves.

    `offers` are all that passed conformity, this one among them. Failing a test starts a review and no more.
    """
    reasons = []
    if offers and offer < rates.mean * (sum(offers, ZERO) / len(offers)):
        reasons.append("lowprice.mean")
    ordered = sorted(offers)
    if len(ordered) > 1 and offer < rates.second * ordered[1]:
        reasons.append("lowprice.second")
    if offer < rates.ceiling * ceiling:
        reasons.append("lowprice.ceiling")
    return reasons
