"""What the portal's own ledger says of an indicator of money: such a figure is looked up, not typed freely."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.money import ZERO
from evaluation.kinds import Block, Method

PAID = ("支出", "支付", "拨付", "已付")
"""Words of a formula's dividend that mean what was paid."""
CONTRACT, GRANTED = ("合同", "到位"), ("预算", "批复", "下达", "核定")
"""Words of its divisor: what the contract binds, or what was granted for the project."""
HUNDREDTH = Decimal("0.01")
NEAR = Decimal("0.05")
"""A figure rounded to one decimal is no other figure."""


@dataclass(frozen=True)
class Known:
    """Paid until now, of how much, and what that is in per cent."""

    paid: Decimal
    whole: Decimal

    @property
    def rate(self) -> Decimal:
        return (self.paid * 100 / self.whole).quantize(HUNDREDTH, ROUND_HALF_UP)

    def differs(self, finding: Decimal) -> bool:
        return abs(finding - self.rate) > NEAR


def known(evaluation: Any, criterion: Any) -> Known | None:
    """The ledger's figure where the indicator's formula is one of payments, e.g. “实际支出÷实际到位”."""
    if criterion.block != Block.FUNDS or criterion.method != Method.PROPORTIONAL or criterion.unit != "%":
        return None
    dividend, found, divisor = criterion.standard.split("；")[0].partition("÷")
    if not found or not any(word in dividend for word in PAID):
        return None
    whole = _whole(evaluation, divisor)
    return Known(evaluation.contract.paid, whole) if whole else None


def _whole(evaluation: Any, divisor: str) -> Decimal:
    if any(word in divisor for word in CONTRACT):
        return evaluation.contract.total
    if any(word in divisor for word in GRANTED):
        return evaluation.project.granted_amount or ZERO
    return ZERO
