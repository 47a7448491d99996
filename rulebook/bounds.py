"""How far a place may move a value at all. No database.

"Only stricter" is half of a limit: twenty days may become twenty-five, yet not ninety-nine thousand, by which no
tender could ever be published. What a rule's own record does not say is measured in general: at most three times
what is laid down, at least a third of it.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from workflow.law import Op, Rule, Stricter, Unit

TIMES = Decimal(3)
ONE = Decimal(1)
WHOLE = frozenset({Unit.D, Unit.WD, Unit.MONTHS, Unit.YEARS, Unit.MINUTES, Unit.HOURS, Unit.COUNT})
CEILINGS = {
    Unit.D: Decimal(365),
    Unit.WD: Decimal(365),
    Unit.HOURS: Decimal(23),
    Unit.POINTS: Decimal(100),
}
"""Beyond these no value of that unit goes, three times or not."""
SHARES = Decimal("0.000001")
"""Shares are kept to the millionth."""


def room(rule: Rule) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value that may take the place of this rule's."""
    if rule.value is None:
        raise ValueError(f"{rule.id} has no value to move")
    low, high = least(rule), most(rule)
    if not rule.binds_below:
        return low, high
    match rule.stricter:
        case Stricter.HIGHER:
            return rule.value, high
        case Stricter.LOWER:
            return low, rule.value
        case Stricter.WITHIN:
            return rule.value, rule.value if rule.upper is None else rule.upper
        case _:
            return low, high


def has_room(rule: Rule) -> bool:
    """False for a rule without a value, and where one working day can't become less than one."""
    if rule.value is None:
        return False
    low, high = room(rule)
    return low < high


def least(rule: Rule) -> Decimal:
    if rule.least is not None:
        return rule.least
    return _rounded(rule, (rule.value or Decimal(0)) / TIMES, ROUND_CEILING)


def most(rule: Rule) -> Decimal:
    if rule.most is not None:
        return rule.most
    end = rule.upper if rule.op is Op.BETWEEN and rule.upper is not None else rule.value or Decimal(0)
    ceiling = ONE if rule.unit is Unit.RATIO and end <= ONE else CEILINGS.get(rule.unit)
    high = end * TIMES if ceiling is None else max(end, min(end * TIMES, ceiling))
    return _rounded(rule, high, ROUND_FLOOR)


def _rounded(rule: Rule, value: Decimal, way: str) -> Decimal:
    return value.quantize(ONE if rule.unit in WHOLE or rule.unit is Unit.CNY else SHARES, way)
