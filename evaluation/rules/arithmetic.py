"""Rounding: two places, half up, after every step that is shown, so that anyone can follow with a pencil."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PLACES = Decimal("0.01")
HUNDRED = Decimal(100)
ZERO = Decimal("0.00")


def two_places(value: Decimal | Fraction | int) -> Decimal:
    """Round half up to two decimals, from the exact value."""
    if isinstance(value, Fraction):
        cents = abs(value) * 100
        whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
        return (Decimal(whole) if value >= 0 else -Decimal(whole)) / 100 + ZERO
    return Decimal(value).quantize(PLACES, rounding=ROUND_HALF_UP)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """`part` of `whole` in per cent; nought of nothing is nought."""
    return two_places(Fraction(part) / Fraction(whole) * 100) if whole else ZERO


def within(value: Fraction) -> Fraction:
    """A share kept between nought and one."""
    return max(Fraction(0), min(Fraction(1), value))
