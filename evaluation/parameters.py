"""The figures of law and rulebook that hold for one evaluation, on the day it was opened."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from evaluation.kinds import Block, Party
from evaluation.rules.arithmetic import HUNDRED
from evaluation.rules.combining import Thresholds
from evaluation.rules.sampling import Precision
from workflow import law

WEIGHTS = {
    Party.PURCHASER: "eval.weight_purchaser",
    Party.RECIPIENTS: "eval.weight_recipients",
    Party.THIRD_PARTY: "eval.weight_third_party",
}
BLOCKS = {
    Block.QUANTITY: "eval.block_quantity",
    Block.QUALITY: "eval.block_quality",
    Block.FUNDS: "eval.block_funds",
    Block.SATISFACTION: "eval.block_satisfaction",
}


def value(evaluation: Any, rule: str) -> Decimal:
    """A parameter's value. Raises `law.NotInForce` where there is none that day."""
    found = law.find(rule, jurisdiction=evaluation.jurisdiction_code(), on=evaluation.regime_date())
    return found.value if found.value is not None else Decimal(0)


def weights(evaluation: Any) -> dict[str, Decimal]:
    """The parties' shares in an indicator that all three score; together they make one."""
    return {party.value: value(evaluation, rule) for party, rule in WEIGHTS.items()}


def thresholds(evaluation: Any) -> Thresholds:
    return Thresholds(
        excellent=value(evaluation, "eval.grade_excellent"),
        good=value(evaluation, "eval.grade_good"),
        fair=value(evaluation, "eval.grade_fair"),
    )


def precision(evaluation: Any, *, small: bool) -> Precision:
    """`small`: the wider margin that a small project may use."""
    return Precision(
        error=value(evaluation, "survey.error_small" if small else "survey.error"),
        z=value(evaluation, "survey.z"),
        census_max=int(value(evaluation, "survey.census_max")),
    )


def least_shown(evaluation: Any) -> int:
    """Answers below which no figure is shown."""
    return int(value(evaluation, "survey.cell_min"))


def least_valid(evaluation: Any) -> int:
    """Valid answers that a result needs to count statistically."""
    return int(value(evaluation, "survey.valid_min"))


def satisfaction_range(evaluation: Any) -> tuple[Decimal, Decimal]:
    """From which satisfaction on all points are given, and below which none, in per cent."""
    return (
        value(evaluation, "survey.full_points") * HUNDRED,
        value(evaluation, "survey.zero_points") * HUNDRED,
    )
