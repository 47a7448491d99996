"""Periods: when something is due at the latest, or lawful at the earliest.

Counting (rules T-1 to T-9): the day of the event does not count; working days follow the calendar; a period
in calendar days within which somebody must or may act runs on to the next working day when it would end on a
day off; a minimum period is never shortened nor lengthened by that. A period ends at 24:00 Beijing time,
written as the last microsecond of its last day: an act at `due.at` itself is in time, anything later is late.

A maximum period stands still during a pause: a day that a pause touches is not counted, and none ends on it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflow.law import calendar
from workflow.law.lookup import find
from workflow.law.records import Rule
from workflow.law.terms import Op, Unit

BEIJING = ZoneInfo("Asia/Shanghai")
END_OF_DAY = time.max
EXTRA_DAY = "count.min_period_extra_day"
OFFICE_CLOSE = "count.office_close"
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
SHORT_UNITS = {Unit.MINUTES: "minutes", Unit.HOURS: "hours"}


@dataclass(frozen=True, slots=True)
class Due:
    """A moment that follows from a rule. `raw_day` is the last day counted, before moving off a holiday."""

    at: datetime
    rule: Rule
    provisional: bool
    raw_day: date

    @property
    def last_day(self) -> date:
        return local_day(self.at)

    @property
    def moved(self) -> bool:
        """True when the end was moved to the next working day."""
        return self.last_day != self.raw_day


@dataclass(frozen=True, slots=True)
class Pause:
    """A span of legal time that doesn't count, its end not included.

    Every day that it touches is lost whole: a pause never shortens the time of whoever must act.
    """

    begins: datetime
    ends: datetime

    def takes(self, day: date) -> bool:
        return local_day(self.begins) <= day <= local_day(self.ends - MOMENT)


def local_day(moment: datetime) -> date:
    """The day in Beijing time. A moment without a time zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("a legal period starts at a moment with a time zone")
    return moment.astimezone(BEIJING).date()


def due(
    rule_id: str,
    start: datetime,
    *,
    jurisdiction: str = "",
    on: date | None = None,
    pauses: Sequence[Pause] = (),
) -> Due:
    """The last moment in time under a maximum period that `start` sets off.

    `on` is the day whose law applies (the regime date); without it, the day of `start`.
    """
    rule = find(rule_id, jurisdiction=jurisdiction, on=on or local_day(start))
    return due_by(rule, start, pauses)


def due_by(rule: Rule, start: datetime, pauses: Sequence[Pause] = ()) -> Due:
    """As `due`, for a rule already at hand."""
    if rule.unit in SHORT_UNITS:
        at = run_on_to_the_moment(start, _short(rule, start).at, pauses)
        return Due(at, rule, False, local_day(at))
    day = local_day(start)
    if rule.unit is Unit.WD:
        raw = last = _working_days(day, _number(rule), pauses)
    else:
        raw = run_on(day, _count(rule, day), pauses)
        last = roll(raw, pauses) if _rolls(rule) else raw
    return Due(_at(last, END_OF_DAY), rule, _provisional(rule, day, last), raw)


def run_on(start: date, last: date, pauses: Sequence[Pause]) -> date:
    """`last`, later by one day for each day after `start` that pauses take before it is reached."""
    day = start
    while day < last:
        day += DAY
        if _is_lost(day, pauses):
            last += DAY
    return last


def run_on_to_the_moment(start: datetime, last: datetime, pauses: Iterable[Pause]) -> datetime:
    """`last`, later by as long as pauses last before it is reached. For minutes and hours."""
    reached = start
    for pause in sorted(pauses, key=lambda pause: pause.begins):
        begins = max(pause.begins, reached)
        if begins < last and pause.ends > begins:
            last += pause.ends - begins
            reached = pause.ends
    return last


def roll(day: date, pauses: Sequence[Pause] = ()) -> date:
    """`day` itself when people work on it, else the next working day that no pause takes."""
    while not calendar.is_working_day(day) or _is_lost(day, pauses):
        day += DAY
    return day


def _working_days(start: date, count: int, pauses: Sequence[Pause]) -> date:
    day = start
    for _ in range(count):
        day = roll(day + DAY, pauses)
    return day


def _is_lost(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.takes(day) for pause in pauses)


def earliest(rule_id: str, start: datetime, *, jurisdiction: str = "", on: date | None = None) -> Due:
    """The first lawful moment after a minimum period that `start` sets off.

    Calendar days: the start of the n-th day after (T-6; 20 days from 25 February is 17 March).
    Working days: the close of business of the n-th working day after (T-7). Nothing may be earlier than `at`.
    """
    day = on or local_day(start)
    rule = find(rule_id, jurisdiction=jurisdiction, on=day)
    if rule.unit in SHORT_UNITS:
        return _short(rule, start)
    raw = _count(rule, local_day(start))
    if rule.unit is Unit.WD:
        hour = find(OFFICE_CLOSE, jurisdiction=jurisdiction, on=day).value
        opens = _at(raw, time(int(hour or 0)))
    else:
        extra = find(EXTRA_DAY, jurisdiction=jurisdiction, on=day).value
        raw += timedelta(days=int(extra or 0))
        opens = _at(raw, time.min)
    return Due(opens, rule, _provisional(rule, local_day(start), raw), raw)


def latest_before(rule_id: str, end: datetime, *, jurisdiction: str = "", on: date | None = None) -> Due:
    """The last moment at which something must have happened for the minimum period to fit in before `end`.

    E.g. a clarification at least 15 days before the deadline: the end of the 15th day before it.
    """
    rule = find(rule_id, jurisdiction=jurisdiction, on=on or local_day(end))
    if rule.unit in SHORT_UNITS:
        return _short(rule, end, sign=-1)
    raw = _count(rule, local_day(end), sign=-1)
    return Due(_at(raw, END_OF_DAY), rule, _provisional(rule, raw, local_day(end)), raw)


def _short(rule: Rule, start: datetime, sign: int = 1) -> Due:
    at = start + sign * timedelta(**{SHORT_UNITS[rule.unit]: int(_number(rule))})
    return Due(at, rule, False, local_day(at))


def _number(rule: Rule) -> int:
    if rule.value is None or not rule.is_period:
        raise ValueError(f"{rule.id} is not a period")
    return int(rule.value)


def _count(rule: Rule, start: date, sign: int = 1) -> date:
    number = sign * _number(rule)
    match rule.unit:
        case Unit.WD:
            return calendar.add_working_days(start, number)
        case Unit.MONTHS:
            return _add_months(start, number)
        case Unit.YEARS:
            return _add_months(start, 12 * number)
        case _:
            return start + timedelta(days=number)


def _add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rolls(rule: Rule) -> bool:
    return rule.rolls and rule.op in {Op.AT_MOST, Op.EXACTLY}


def _provisional(rule: Rule, first: date, last: date) -> bool:
    """True when the answer leans on a year whose working days are not yet announced."""
    if rule.unit is Unit.WD:
        return any(calendar.is_provisional(date(year, 1, 1)) for year in range(first.year, last.year + 1))
    return _rolls(rule) and calendar.is_provisional(last)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=BEIJING)
