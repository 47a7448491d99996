"""From what was found to points: the formulas of indicators (rules E3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluation.kinds import Method
from evaluation.rules.arithmetic import ZERO, two_places, within


@dataclass(frozen=True, slots=True)
class Formula:
    """How an indicator is scored, as it was announced with the tender.

    `full_at` and `zero_at` are the values that give all points and none, linear in between and in either
    direction: a rate to reach, or a number of cases that each cost points. `steps` pairs a value with the
    points from it upwards.
    """

    method: str
    points: Decimal
    full_at: Decimal | None = None
    zero_at: Decimal = Decimal(0)
    steps: tuple[tuple[Decimal, Decimal], ...] = ()


def points(formula: Formula, finding: Decimal) -> Decimal:
    """The points for a finding, between nought and the indicator's full points.

    The finding is a measured value (proportional, steps), a number of cases (deduction), 1 or 0 (yes or no),
    or the points themselves with written grounds (assessed).
    """
    match formula.method:
        case Method.PROPORTIONAL | Method.DEDUCT:
            return _linear(formula, finding)
        case Method.STEPS:
            return _steps(formula, finding)
        case Method.YES_NO:
            return two_places(formula.points) if finding else ZERO
        case Method.ASSESSED:
            return two_places(max(Decimal(0), min(finding, formula.points)))
    raise ValueError(f"{formula.method} has no finding of its own")


def _linear(formula: Formula, finding: Decimal) -> Decimal:
    if formula.full_at is None or formula.full_at == formula.zero_at:
        raise ValueError("a linear formula needs two different values for all points and none")
    span = Fraction(formula.full_at) - Fraction(formula.zero_at)
    reached = within((Fraction(finding) - Fraction(formula.zero_at)) / span)
    return two_places(reached * Fraction(formula.points))


def _steps(formula: Formula, finding: Decimal) -> Decimal:
    reached = [worth for at_least, worth in formula.steps if finding >= at_least]
    return two_places(min(max(reached, default=ZERO), formula.points))
