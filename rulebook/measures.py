"""From a changed parameter to a record of the law. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, pgettext

from rulebook import bounds
from workflow import law
from workflow.law import Certainty, Enforcement, Op, Rule, Stricter, Unit, wording

HUNDRED = Decimal(100)


def built_in_at(rule_id: str, place: str, on: date) -> Rule:
    """The record that came with the portal and stands nearest to that place on that day, else the latest one."""
    records = law.history(rule_id)
    for code in law.jurisdictions.chain(place):
        for rule in records:
            if rule.jurisdiction == code and rule.in_force(on):
                return rule
    return records[0]


def changed(
    base: Rule,
    *,
    place: str,
    value: Decimal | None,
    upper: Decimal | None,
    enforcement: str,
    since: date,
    until: date | None,
    basis: str,
) -> Rule:
    """The record that a change puts in the place of `base`. What finance has decided is no longer unconfirmed."""
    certainty = base.certainty if base.certainty is Certainty.DESIGN else Certainty.FULL
    return replace(
        base,
        jurisdiction=place,
        value=base.value if value is None else value,
        upper=upper if base.op is Op.BETWEEN and upper is not None else base.upper,
        enforcement=Enforcement(enforcement) if enforcement and base.switchable else base.enforcement,
        effective_from=since,
        effective_to=until,
        certainty=certainty,
        percent=None,
        source=basis,
        binds_below=True,
    )


def may_be_changed(rule: Rule) -> bool:
    """Whether finance may give this rule another value somewhere."""
    movable = rule.stricter is not Stricter.NEVER or not rule.binds_below
    return rule.switchable or (movable and not rule.fixed and bounds.has_room(rule))


def changeable() -> list[Rule]:
    """One record of each rule that may be changed, in the order of the data."""
    return [found for rule_id in law.ids() if may_be_changed(found := law.history(rule_id)[0])]


def why_fixed(rule: Rule) -> str:
    """Which article fixes it, for whoever wants to change it all the same."""
    text = gettext("“%(rule)s” is fixed by %(cite)s. No place sets another value, not even a stricter one.")
    return text % {"rule": rule.name, "cite": rule.cite()}


def to_input(rule: Rule, value: Decimal | None) -> Decimal | None:
    """As people type it: shares in per cent."""
    if value is None or rule.unit is not Unit.RATIO:
        return value
    return (value * HUNDRED).normalize() + 0


def from_input(rule: Rule, typed: Decimal | None) -> Decimal | None:
    return typed if typed is None or rule.unit is not Unit.RATIO else typed / HUNDRED


def unit_name(rule: Rule) -> str:
    """What to type the value in."""
    return {
        Unit.D: pgettext("unit of a rule", "days"),
        Unit.WD: pgettext("unit of a rule", "working days"),
        Unit.MONTHS: pgettext("unit of a rule", "months"),
        Unit.YEARS: pgettext("unit of a rule", "years"),
        Unit.MINUTES: pgettext("unit of a rule", "minutes"),
        Unit.HOURS: pgettext("unit of a rule", "hour of the day"),
        Unit.CNY: pgettext("unit of a rule", "yuan"),
        Unit.RATIO: pgettext("unit of a rule", "per cent"),
        Unit.COUNT: pgettext("unit of a rule", "number"),
        Unit.POINTS: pgettext("unit of a rule", "points"),
    }.get(rule.unit, pgettext("unit of a rule", "number"))


def words(rule: Rule) -> str:
    """The limit in words; for a rule that is switched, what it does."""
    return wording.enforcement(rule) if rule.switchable else wording.limit(rule)
