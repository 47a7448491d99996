"""From three parties' points to a total and a grade (rules E1, E3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluation.kinds import Grade, Party
from evaluation.rules.arithmetic import ZERO, share, two_places


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least total for each grade; below `fair` is poor."""

    excellent: Decimal
    good: Decimal
    fair: Decimal

    def grade(self, total: Decimal) -> Grade:
        if total >= self.excellent:
            return Grade.EXCELLENT
        if total >= self.good:
            return Grade.GOOD
        return Grade.FAIR if total >= self.fair else Grade.POOR


def combine(marks: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Decimal:
    """The points of an indicator that one or several parties scored.

    Where not all three score it, the weights of those who do are taken in the same proportion.
    """
    whole = sum(Fraction(weights[party]) for party in marks)
    if not marks or whole == 0:
        raise ValueError("nobody scored it, or those who did have no weight")
    return two_places(sum(Fraction(weights[party]) * Fraction(mark) for party, mark in marks.items()) / whole)


def weights_are_valid(weights: Mapping[str, Decimal]) -> bool:
    """All three parties count, and together they make one (A6.1: no party may be nought)."""
    return all(weights.get(party, 0) > 0 for party in Party.values) and sum(weights.values()) == 1


def final_grade(total: Decimal, thresholds: Thresholds, *, diverted: bool) -> Grade:
    """The grade of a total. Funds withheld or diverted (截留、挪用) make it poor whatever the total."""
    return Grade.POOR if diverted else thresholds.grade(total)


def party_share(marks: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """What a party gave of what it could give, in per cent: (points, full points) of its indicators."""
    given, full = ZERO, ZERO
    for points, most in marks:
        given, full = given + points, full + most
    return share(given, full)
