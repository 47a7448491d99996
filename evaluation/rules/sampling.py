"""How many recipients are asked, and whom (rules E4). Anyone can draw again from the published seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Precision:
    """What a survey must be able to say: margin of error, standard score, and up to which size all are asked."""

    error: Decimal
    z: Decimal
    census_max: int


def sample_size(frame: int, precision: Precision) -> int:
    """n0 = z²·p(1−p)/e² with p = 0.5; n = ⌈n0 / (1 + (n0−1)/N)⌉. Small registers are asked in full."""
    if frame <= precision.census_max:
        return frame
    first = Fraction(precision.z) ** 2 / 4 / Fraction(precision.error) ** 2
    return min(frame, ceil(first / (1 + (first - 1) / frame)))


def allocate(sizes: Sequence[int], total: int, least: int) -> list[int]:
    """People to ask in each stratum: in proportion, at least `least` (or all of a smaller one).

    Largest remainders get the last seats. Raising small strata to `least` may make the sum exceed `total`.
    """
    frame = sum(sizes)
    if frame == 0:
        return [0 for _ in sizes]
    exact = [Fraction(total * size, frame) for size in sizes]
    seats = [floor(e) for e in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda i: (seats[i] - exact[i], i))
    for i in by_remainder[: total - sum(seats)]:
        seats[i] += 1
    return [min(size, max(seat, least)) for size, seat in zip(sizes, seats, strict=True)]


def draw(seed: str, stratum: int, size: int) -> list[int]:
    """All positions of a stratum's register (from 1) in the order of the draw.

    The first ones are asked, the following replace who can't be reached. The order is that of
    SHA-256("seed:stratum:position"), so that it can be repeated with any tool.
    """
    return sorted(range(1, size + 1), key=lambda position: _lot(seed, stratum, position))


def _lot(seed: str, stratum: int, position: int) -> str:
    return hashlib.sha256(f"{seed}:{stratum}:{position}".encode()).hexdigest()
