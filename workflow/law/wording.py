"""Rules in words: a limit as a sentence's part, and the names of units, enforcement and certainty."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from core.phrases import listed
from workflow.law.beginnings import TRIGGERS
from workflow.law.terms import Certainty, Enforcement, Op, Unit, exact

if TYPE_CHECKING:
    from workflow.law.records import Rule


def limit(rule: Rule) -> str:
    """E.g. "at least 20 days" / "不少于20日"; empty for a rule without a value."""
    if rule.op is Op.ONE_OF:
        return _("only: %(choices)s") % {"choices": listed(choice(item) for item in rule.choices)}
    if rule.value is None:
        return ""
    value = amount(rule.value, rule.unit, rule.noun)
    if rule.op is Op.BETWEEN and rule.upper is not None:
        return _("%(low)s to %(high)s") % {"low": value, "high": amount(rule.upper, rule.unit, rule.noun)}
    pattern = {
        Op.AT_LEAST: _("at least %(value)s"),
        Op.AT_MOST: _("at most %(value)s"),
        Op.BELOW: _("below %(value)s"),
    }.get(rule.op, "%(value)s")
    if rule.scope == "threshold":
        pattern = _("from %(value)s")
    return pattern % {"value": value}


def amount(value: Decimal, unit: Unit, noun: str = "") -> str:
    """A value with its unit, in the reader's language."""
    if unit is Unit.RATIO:
        return _ratio(value)
    number = plain(value)
    if unit is Unit.CNY:
        return _("%(number)s yuan") % {"number": f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"}
    count = int(value) if value == int(value) else 2
    pattern = _nouns(count).get(noun) if unit is Unit.COUNT else None
    return (pattern or _counted(unit, count)) % {"number": number}


def _counted(unit: Unit, count: int) -> str:
    match unit:
        case Unit.D:
            return ngettext("%(number)s day", "%(number)s days", count)
        case Unit.WD:
            return ngettext("%(number)s working day", "%(number)s working days", count)
        case Unit.MONTHS:
            return ngettext("%(number)s month", "%(number)s months", count)
        case Unit.YEARS:
            return ngettext("%(number)s year", "%(number)s years", count)
        case Unit.MINUTES:
            return ngettext("%(number)s minute", "%(number)s minutes", count)
        case Unit.HOURS:
            return _("%(number)s o'clock")
        case Unit.POINTS:
            return ngettext("%(number)s point", "%(number)s points", count)
        case _:
            return "%(number)s"


def _nouns(count: int) -> dict[str, str]:
    """Counts say what they count."""
    return {
        "supplier": npgettext("rules", "%(number)s supplier", "%(number)s suppliers", count),
        "person": npgettext("rules", "%(number)s person", "%(number)s people", count),
        "contract": npgettext("rules", "%(number)s contract", "%(number)s contracts", count),
        "answer": npgettext("rules", "%(number)s answer", "%(number)s answers", count),
        "time": npgettext("rules", "%(number)s time", "%(number)s times over", count),
        "place": npgettext("rules", "%(number)s place", "%(number)s places", count),
        "month": _("month %(number)s"),
    }


def trigger(rule: Rule) -> str:
    """The event from which a period counts, in the reader's language; empty where the records name none."""
    return str(TRIGGERS.get(rule.trigger, ""))


def _ratio(value: Decimal) -> str:
    """Shares as percentages; two thirds as the law says it; multiples as they are."""
    fraction = exact(value)
    if fraction.denominator == 3:
        return f"{fraction.numerator}/{fraction.denominator}"
    if value > 1:
        return _("%(number)s times") % {"number": plain(value)}
    return f"{plain(value * 100)}%"


def plain(value: Decimal) -> str:
    """Without trailing zeros and without an exponent."""
    return f"{value.normalize():f}"


def choice(word: str) -> str:
    return {"goods": _("goods"), "services": _("services"), "works": _("works")}.get(word, word)


def enforcement(rule: Rule) -> str:
    """What the portal does with the rule, in a few words."""
    return {
        Enforcement.STOP: _("stops the step"),
        Enforcement.WARN: _("warns; a written reason is needed to go on"),
        Enforcement.CLOCK: _("sets a time limit and watches it"),
        Enforcement.PARAMETER: _("sets a value or records a duty"),
    }[rule.enforcement]


def certainty(rule: Rule) -> str:
    """How sure the portal is of the article, in a few words."""
    if rule.certainty is Certainty.KNOWLEDGE:
        return _("unconfirmed (about %(percent)s %% sure of article and figure)") % {"percent": rule.percent}
    return {
        Certainty.FULL: _("read in the article itself"),
        Certainty.SECONDARY: _("confirmed in a second source"),
        Certainty.UNKNOWN: _("unconfirmed: a placeholder"),
        Certainty.DESIGN: _("set by this portal; no article asks for it"),
    }[rule.certainty]
