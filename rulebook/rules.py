"""What must hold before a parameter or a calendar is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.dates import long_date
from core.phrases import listed
from rulebook import bounds, measures
from rulebook.bounds import WHOLE
from workflow import law
from workflow.act import Act
from workflow.law import Op, Rule, Unit, wording
from workflow.obstacles import Obstacle, stop

FOUR_EYES, NOT_BACKWARDS, STRICTER = "A7.12", "B0", "B0.STRICTER"


def place_is_ones_own(act: Act) -> Iterator[Obstacle]:
    """One's own jurisdiction, or one below it."""
    if act.data["jurisdiction"].code not in act.actor.jurisdictions:
        yield stop(
            _("Your department sets parameters for its own area and those below it. Choose one of these."),
            STRICTER,
            field="jurisdiction",
        )


def value_fits_the_rule(act: Act) -> Iterator[Obstacle]:
    base = _base(act)
    value, upper = act.data.get("value"), act.data.get("upper")
    if base.switchable:
        return
    if value is None:
        yield stop(_("Enter the new value."), field="value")
        return
    if base.unit in WHOLE and value != value.to_integral_value():
        yield stop(_("Enter a whole number."), field="value")
    if base.op is Op.BETWEEN and (upper is None or upper < value):
        yield stop(_("Enter an upper value that is not below the lower one."), field="upper")
    if base.unit is Unit.HOURS and not 0 <= value <= 23:
        yield stop(_("Enter an hour from 0 to 23."), field="value")
    if base.unit is Unit.RATIO and base.value is not None and base.value <= 1 < value:
        yield stop(_("Enter at most 100 per cent."), field="value")


def begins_tomorrow(act: Act) -> Iterator[Obstacle]:
    """No change reaches back; only a figure that was never confirmed may be put right from its own day on."""
    if act.data["effective_from"] <= act.today and not _base(act).unconfirmed:
        yield stop(
            _(
                "A change takes effect on %(day)s at the earliest, so that nobody is judged by a rule not yet known."
            )
            % {"day": long_date(act.today + timedelta(days=1))},
            NOT_BACKWARDS,
            field="effective_from",
        )


def ends_after_it_begins(act: Act) -> Iterator[Obstacle]:
    until = act.data.get("effective_to")
    if until and until < act.data["effective_from"]:
        yield stop(_("The last day lies before the first."), field="effective_to")


def is_as_strict_as_above(act: Act) -> Iterator[Obstacle]:
    data = act.data
    if data.get("value") is None and not data.get("enforcement"):
        return
    new = measures.changed(
        _base(act),
        place=data["jurisdiction"].code,
        value=data.get("value"),
        upper=data.get("upper"),
        enforcement=data.get("enforcement") or "",
        since=data["effective_from"],
        until=data.get("effective_to"),
        basis=data["basis"],
    )
    yield from _laxer(new, field="value" if not new.switchable else "enforcement")


def keeps_within_bounds(act: Act) -> Iterator[Obstacle]:
    """Stricter, but not so that nobody could comply; an odd number where the rule asks for one."""
    for name in ("value", "upper"):
        yield from _out_of_bounds(_base(act), act.data.get(name), field=name)


def only_the_proposer(act: Act) -> Iterator[Obstacle]:
    if act.actor.user_id != act.subject.proposed_by:
        yield stop(_("Only the person who proposed it may withdraw it. The head of finance may refuse it."))


def another_decides(act: Act) -> Iterator[Obstacle]:
    """Whoever proposes does not decide."""
    if act.actor.user_id == act.subject.proposed_by:
        yield stop(
            _("You proposed this yourself. Another head of finance must decide it."),
            FOUR_EYES,
        )


def still_begins_tomorrow(act: Act) -> Iterator[Obstacle]:
    change = act.subject
    if change.effective_from <= act.today and not change.base.unconfirmed:
        yield stop(
            _(
                "Its first day has come before it was decided. Refuse it and have it proposed for a later day."
            ),
            NOT_BACKWARDS,
        )


def still_as_strict_as_above(act: Act) -> Iterator[Obstacle]:
    yield from _laxer(act.subject.as_rule)


def may_still_be_changed(act: Act) -> Iterator[Obstacle]:
    """What was proposed before its number was known to be fixed, or before there were bounds."""
    change = act.subject
    if not measures.may_be_changed(change.base):
        yield stop(measures.why_fixed(change.base), STRICTER)
        return
    for value in (change.value, change.upper):
        yield from _out_of_bounds(change.base, value)


def last_day_lies_ahead(act: Act) -> Iterator[Obstacle]:
    if act.data["effective_to"] < act.today:
        yield stop(_("The last day can't lie in the past."), NOT_BACKWARDS, field="effective_to")
    if act.data["effective_to"] < act.subject.effective_from:
        yield stop(_("The last day lies before the first."), field="effective_to")


def dates_belong_to_the_year(act: Act) -> Iterator[Obstacle]:
    year = act.data["year"]
    for name in ("off", "work"):
        strangers = [day for day in act.data[name] if abs(day.year - year) > 1]
        if strangers:
            yield stop(
                _("These days do not belong to a notice for %(year)s: %(days)s.")
                % {"year": year, "days": _days(strangers)},
                "F2",
                field=name,
            )


def off_and_worked_differ(act: Act) -> Iterator[Obstacle]:
    off, work = set(act.data["off"]), set(act.data["work"])
    if off & work:
        yield stop(
            _("Both off and worked: %(days)s. Strike them from one of the lists.")
            % {"days": _days(off & work)},
            "F2",
            field="work",
        )
    weekdays = [day for day in work if day.weekday() < law.calendar.SATURDAY]
    if weekdays:
        yield stop(
            _("These are no Saturdays or Sundays: %(days)s. Only weekend days are worked in exchange.")
            % {"days": _days(weekdays)},
            "F2",
            field="work",
        )


def _laxer(new: Rule, field: str = "") -> Iterator[Obstacle]:
    above = _above(new)
    if above is not None and not law.is_as_strict(new, above):
        yield stop(
            _("Above you stands: %(limit)s (%(cite)s). What is set below may only be stricter.")
            % {"limit": wording.limit(above) or wording.enforcement(above), "cite": above.cite()},
            STRICTER,
            field=field,
        )


def _out_of_bounds(base: Rule, value: Decimal | None, field: str = "") -> Iterator[Obstacle]:
    """Only on the side on which the rule above it leaves room: the other side is `_laxer`'s to refuse."""
    if value is None or base.value is None:
        return
    low, high = bounds.least(base), bounds.most(base)
    if value > high:
        yield stop(
            _("At most %(limit)s can be laid down here, or nobody could comply any more.")
            % {"limit": wording.amount(high, base.unit, base.noun)},
            STRICTER,
            field=field,
        )
    elif value < low:
        yield stop(
            _("At least %(limit)s must be laid down here, or nobody could comply any more.")
            % {"limit": wording.amount(low, base.unit, base.noun)},
            STRICTER,
            field=field,
        )
    elif base.odd and value % 2 == 0:
        yield stop(_("The rule asks for an odd number. Enter one."), STRICTER, field=field)


def _above(new: Rule) -> Rule | None:
    """What the jurisdiction above lays down on the first day of the change."""
    higher = law.jurisdictions.parent(new.jurisdiction)
    if not law.applies(new.id, jurisdiction=higher, on=new.effective_from):
        return None
    return law.find(new.id, jurisdiction=higher, on=new.effective_from)


def _base(act: Act) -> Rule:
    data = act.data
    return measures.built_in_at(data["rule_id"], data["jurisdiction"].code, data["effective_from"])


def _days(days: Any) -> str:
    return listed(long_date(day) for day in sorted(days))
