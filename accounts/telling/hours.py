"""When a message may come: quiet hours, days off, and the daily summary."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accounts.telling.models import Hours
from core.dates import SHANGHAI
from workflow.law import calendar

DAY = timedelta(days=1)


def release(now: datetime, hours: Hours, until: datetime | None = None) -> datetime:
    """The first moment from `now` on that is neither quiet nor on a day off.

    What falls due before that is not held back: a warning that comes after the deadline is none.
    """
    here = now.astimezone(SHANGHAI)
    free = _end_of_night(here, hours)
    if hours.days_off and not calendar.is_working_day(free.date()):
        free = datetime.combine(calendar.next_working_day(free.date()), _morning(hours), SHANGHAI)
    return here if until is not None and here < until <= free else free


def _end_of_night(here: datetime, hours: Hours) -> datetime:
    """When the quiet hours end in which that moment lies; the moment itself where it lies in none."""
    begins, ends, clock = hours.quiet_from, hours.quiet_until, here.time()
    if begins < ends:  # within one day, e.g. the hours of noon
        return _at(here.date(), ends) if begins <= clock < ends else here
    if begins > ends and clock >= begins:
        return _at(here.date() + DAY, ends)
    return _at(here.date(), ends) if begins > ends and clock < ends else here


def _morning(hours: Hours) -> time:
    """When the first day after days off begins for this person."""
    return hours.quiet_until if hours.quiet_from > hours.quiet_until else time.min


def next_summary(now: datetime, hours: Hours) -> datetime:
    """The next one after `now`: on a working day."""
    here = now.astimezone(SHANGHAI)
    day = here.date() if here.time() < hours.summary_at else here.date() + DAY
    return _at(calendar.roll(day), hours.summary_at)


def comes_too_late(summary: datetime, until: datetime | None) -> bool:
    """Whether what falls due so soon can't wait for the summary: nobody would have a whole working day left."""
    if until is None:
        return False
    following = calendar.next_working_day(summary.astimezone(SHANGHAI).date())
    return until < _at(following, summary.astimezone(SHANGHAI).time())


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)
