"""The days of a contract: known when it is drawn up, so that its money is planned in the right years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from contracts.models import Contract
from core.money import CENT
from portal.demo.scenes import working

TO_THE_FILE = timedelta(days=14)
"""From the award to the copy with finance, at the earliest."""
ADVANCE, HALF = Decimal(30), Decimal(30)
"""Shares in per cent: the advance, and each half of the service. The rest waits for acceptance."""


@dataclass(frozen=True)
class Schedule:
    """`detour`: working days that an acceptance takes longer when something has to be put right first."""

    awarded_on: date
    starts_on: date
    ends_on: date
    detour: int = 0

    @property
    def advance_on(self) -> date:
        """The provider asks for the advance."""
        return working(max(self.awarded_on + TO_THE_FILE, self.starts_on), 9)

    @property
    def visit_on(self) -> date:
        """A third of the way the purchaser looks at the service."""
        return working(self.starts_on + (self.ends_on - self.starts_on) / 3, 1)

    @property
    def half_on(self) -> date:
        """The provider reports the first half."""
        return working(self.starts_on + (self.ends_on - self.starts_on) / 2, 1)

    @property
    def rest_on(self) -> date:
        """The provider reports the second half."""
        return working(self.ends_on, 1)

    def agreed_on(self) -> tuple[date, date, date, date]:
        """When finance agrees to advance, first half, second half and rest."""
        return (
            working(self.advance_on, 6),
            working(self.half_on, 9),
            working(self.rest_on, 9),
            working(self.rest_on, 18 + self.detour),
        )

    def funds(self, amount: Decimal) -> list[dict[str, Any]]:
        """What each year pays."""
        parts = [
            (amount * share / 100).quantize(CENT, rounding=ROUND_DOWN) for share in (ADVANCE, HALF, HALF)
        ]
        years: Counter[int] = Counter()
        for day, part in zip(self.agreed_on(), [*parts, amount - sum(parts)], strict=True):
            years[day.year] += part  # type: ignore[assignment]  # a sum of money
        return [{"year": year, "amount": total} for year, total in sorted(years.items())]


def schedule_of(contract: Contract, quality: int) -> Schedule:
    """Poor work is accepted at the second attempt."""
    detour = SECOND_ATTEMPT if quality < POOR else 0
    return Schedule(contract.awarded_on, contract.starts_on, contract.ends_on, detour)


POOR = 65
SECOND_ATTEMPT = 20
