"""What recipients answered, in figures (rules E4): five steps worth 100, 80, 60, 40 and 20."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluation.rules.arithmetic import HUNDRED, ZERO, share, two_places, within

STEPS = (5, 4, 3, 2, 1)
WORTH = {step: step * 20 for step in STEPS}
SATISFIED = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers there are, and what they are worth together: all that the rate rests on."""

    n: int
    worth: int

    @property
    def rate(self) -> Decimal:
        """Satisfaction in per cent: sum of the answers ÷ (answers × 100)."""
        return two_places(Fraction(self.worth, self.n)) if self.n else ZERO

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.n + other.n, self.worth + other.worth)


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many chose each step, from very satisfied to very dissatisfied."""

    counts: tuple[int, int, int, int, int]

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def worth(self) -> int:
        """Sum of the values of all answers."""
        return sum(count * WORTH[step] for count, step in zip(self.counts, STEPS, strict=True))

    @property
    def tally(self) -> Tally:
        return Tally(self.n, self.worth)

    @property
    def rate(self) -> Decimal:
        return self.tally.rate

    @property
    def satisfied_share(self) -> Decimal:
        """Share of those who are satisfied or very satisfied, in per cent."""
        chosen = sum(c for c, step in zip(self.counts, STEPS, strict=True) if step >= SATISFIED)
        return share(chosen, self.n)


def distribution(ratings: Iterable[int]) -> Distribution:
    found = list(ratings)
    return Distribution(tuple(found.count(step) for step in STEPS))  # type: ignore[arg-type]


def together(parts: Sequence[Tally]) -> Tally:
    """The answers to several questions on one indicator, taken as one."""
    return sum(parts, Tally(0, 0))


def linear_points(rate: Decimal, full_points: Decimal, *, full_at: Decimal, zero_at: Decimal) -> Decimal:
    """All points from `full_at` per cent, none below `zero_at`, linear in between."""
    if rate < zero_at:
        return ZERO
    reached = within((Fraction(rate) - Fraction(zero_at)) / (Fraction(full_at) - Fraction(zero_at)))
    return two_places(reached * Fraction(full_points))


def plain_points(rate: Decimal, full_points: Decimal) -> Decimal:
    """The recipients' part of an indicator that several parties score: the rate of its points."""
    return two_places(Fraction(rate) * Fraction(full_points) / Fraction(HUNDRED))


def enough(valid: int, frame: int, wanted: int) -> bool:
    """Whether a result counts statistically: `wanted` valid answers, or everybody where there are fewer people."""
    return valid >= min(wanted, frame)


def suppressed(counts: Mapping[str, int], least: int) -> set[str]:
    """The groups too small to be shown.

    When one alone would be hidden its figure could be found by subtraction: the next smallest goes with it.
    """
    small = {name for name, count in counts.items() if count < least}
    rest = sorted((count, name) for name, count in counts.items() if name not in small)
    if len(small) == 1 and rest:
        small.add(rest[0][1])
    return small
