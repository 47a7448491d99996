"""The words in which a rule is written down: units, comparisons, enforcement, certainty."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import get_language


class Unit(StrEnum):
    """What a value counts."""

    NONE = ""
    D = "D"  # calendar days 日
    WD = "WD"  # working days 工作日
    MONTHS = "month"
    YEARS = "year"
    MINUTES = "minute"
    HOURS = "hour"
    CNY = "CNY"
    RATIO = "ratio"
    COUNT = "count"
    POINTS = "point"
    ENUM = "enum"


PERIODS = frozenset({Unit.D, Unit.WD, Unit.MONTHS, Unit.YEARS, Unit.MINUTES, Unit.HOURS})


class Op(StrEnum):
    """How a fact is compared with the value."""

    NONE = ""
    AT_LEAST = ">="
    AT_MOST = "<="
    BELOW = "<"
    EXACTLY = "="
    BETWEEN = "between"
    ONE_OF = "in"


class Enforcement(StrEnum):
    """What the portal does when the rule is not met."""

    STOP = "H"
    WARN = "W"
    CLOCK = "C"
    PARAMETER = "P"


class Certainty(StrEnum):
    """How the text of the rule is known."""

    FULL = "full"  # the article itself was read
    SECONDARY = "sec"  # confirmed in a secondary source
    KNOWLEDGE = "know"  # from memory, with a percentage
    UNKNOWN = "unknown"  # not found; a placeholder stands in for it
    DESIGN = "design"  # no law: a choice of this portal, changeable by finance


class Stricter(StrEnum):
    """In which direction a lower jurisdiction may move the value."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHIN = "within"
    NEVER = "never"


def chinese() -> bool:
    """True when the reader's language is Chinese, or no language is active (Chinese comes first)."""
    return (get_language() or "zh").startswith("zh")


def exact(value: Decimal) -> Fraction:
    """The fraction a value stands for: two thirds kept as a decimal is two thirds again."""
    return Fraction(value).limit_denominator(1_000_000)
