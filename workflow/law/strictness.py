"""A lower jurisdiction may only be stricter than those above it."""

from __future__ import annotations

from workflow.law.records import Rule
from workflow.law.terms import Enforcement, Op, Stricter, exact

FORCE = {Enforcement.PARAMETER: 0, Enforcement.CLOCK: 0, Enforcement.WARN: 1, Enforcement.STOP: 2}


def default_direction(op: Op) -> Stricter:
    """Which way is stricter, where the record does not say it."""
    return {
        Op.AT_LEAST: Stricter.HIGHER,
        Op.AT_MOST: Stricter.LOWER,
        Op.BETWEEN: Stricter.WITHIN,
    }.get(op, Stricter.NEVER)


def is_as_strict(lower: Rule, upper: Rule) -> bool:
    """True when `lower` asks at least as much as `upper`, in value and in force; or where `upper` binds nobody.

    Only a rule marked switchable may be turned from a stop into a warning (B1.6).
    """
    if not upper.binds_below:
        return True
    forced = upper.switchable or FORCE[lower.enforcement] >= FORCE[upper.enforcement]
    return forced and _value_is_as_strict(lower, upper)


def _value_is_as_strict(lower: Rule, upper: Rule) -> bool:
    if lower.choices != upper.choices:
        return bool(lower.choices) and set(lower.choices) <= set(upper.choices)
    if upper.value is None or lower.value is None:
        return upper.value == lower.value
    ours, theirs = exact(lower.value), exact(upper.value)
    match upper.stricter:
        case Stricter.HIGHER:
            return ours >= theirs
        case Stricter.LOWER:
            return ours <= theirs
        case Stricter.WITHIN:
            end = exact(lower.upper if lower.upper is not None else lower.value)
            return theirs <= ours <= end <= exact(upper.upper if upper.upper is not None else upper.value)
        case _:
            return ours == theirs and lower.upper == upper.upper
