"""Whether purchases of the same kind add up to what should be tendered openly (SP-1, SP-2), as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.money import ZERO
from workflow import law


@dataclass(frozen=True)
class Splitting:
    """A purchase together with the others of its unit, year and item that weren't tendered openly."""

    others: list[Any]
    own: Decimal
    limit: Decimal

    @property
    def together(self) -> Decimal:
        return self.own + sum((other.money_at_stake for other in self.others), ZERO)

    @property
    def is_split(self) -> bool:
        """Each below the threshold, and together not. What reaches it alone is tendered openly anyway."""
        return bool(self.others) and self.own < self.limit <= self.together


def splitting_of(project: Any, on: date) -> Splitting:
    """By the threshold of that day; drafts that were never handed in count for nothing."""
    limit = law.threshold("open_goods_services", project.jurisdiction_code(), on).value
    return Splitting(list(project.siblings().order_by("number")), project.money_at_stake, limit)
