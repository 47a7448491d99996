"""Dates as an official writes them, in both languages, on the calendar of Shanghai."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext, ngettext, pgettext

SHANGHAI = ZoneInfo("Asia/Shanghai")
Moment = datetime | date | str | None


def read(moment: Moment) -> datetime | date | None:
    """A date, or a datetime in Shanghai. Texts (from frozen payloads) are read as ISO 8601; "" is None."""
    if isinstance(moment, str):
        moment = parse_date(moment) or parse_datetime(moment) if len(moment) <= 10 else parse_datetime(moment)
    if isinstance(moment, datetime):
        return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    return moment or None


def day_of(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def long_date(moment: Moment, *, weekday: bool = False) -> str:
    """2026年3月27日 (星期五) / 27 March 2026 (Friday, …). The translations of the patterns are patterns."""
    value = read(moment)
    if value is None:
        return ""
    pattern = pgettext("date", "l, j F Y") if weekday else pgettext("date", "j F Y")
    return dateformat.format(day_of(value), pattern)


def short_date(moment: Moment, now: Moment = None) -> str:
    """3月27日 / 27 March when it falls into the year of `now`, else the long form."""
    value, today = read(moment), read(now)
    if value is None:
        return ""
    if today is None or day_of(value).year != day_of(today).year:
        return long_date(value)
    return dateformat.format(day_of(value), pgettext("date", "j F"))


def month_text(moment: Moment) -> str:
    """2026年10月 / October 2026."""
    value = read(moment)
    return "" if value is None else dateformat.format(day_of(value), pgettext("date", "F Y"))


def month_name(number: int) -> str:
    """10月 / October: one of a year that stands beside it."""
    return dateformat.format(date(2000, number, 1), pgettext("date", "F"))


def span(first: Moment, last: Moment, now: Moment = None) -> str:
    """From one day to another: 2026年3月2日至2026年10月31日 / 2 March 2026 to 31 October 2026."""
    return gettext("%(first)s to %(last)s") % {"first": short_date(first, now), "last": short_date(last, now)}


def clock_time(moment: Moment, *, seconds: bool = False) -> str:
    """09:30, or 09:30:15. A date without a time gives ""."""
    value = read(moment)
    if not isinstance(value, datetime):
        return ""
    return value.strftime("%H:%M:%S" if seconds else "%H:%M")


def with_time(day_text: str, moment: Moment, *, seconds: bool = False) -> str:
    """A date's text with its time of day, where it has one."""
    time_text = clock_time(moment, seconds=seconds)
    return gettext("%(date)s, %(time)s") % {"date": day_text, "time": time_text} if time_text else day_text


def long_datetime(moment: Moment) -> str:
    """2026年3月27日 09:30 / 27 March 2026, 09:30."""
    return with_time(long_date(moment), moment)


def end_of(day: date) -> datetime:
    """The last moment of a day in Shanghai: when a period ends that lasts until then, as those of the law do."""
    return datetime.combine(day, time.max, SHANGHAI)


def last_moment(moment: datetime) -> datetime:
    """What ends at midnight ends with the day before: that is the day which people know."""
    return moment - timedelta(seconds=1) if clock_time(moment) == "00:00" else moment


def last_day(moment: datetime) -> date:
    """The day in Shanghai on which something due by then can still be done."""
    return day_of(last_moment(moment).astimezone(SHANGHAI))


def has_hour(moment: datetime) -> bool:
    """Periods end with the day; only openings and the like have an hour that matters."""
    return clock_time(moment) not in {"00:00", "23:59"}


def end_text(moment: Moment) -> str:
    """Until when something lasts, or by when it is due: the one way to tell that.

    The end of a day is told as that day: 2026年3月27日, not the 28th at 00:00.
    """
    value = read(moment)
    if not isinstance(value, datetime):
        return long_date(value)
    return long_datetime(value) if has_hour(value) else long_date(last_day(value))


def short_end_text(moment: Moment, now: Moment = None) -> str:
    """The same without the year, where it is the year of `now`."""
    value = read(moment)
    if not isinstance(value, datetime):
        return short_date(value, now)
    day = short_date(last_day(value), now)
    return with_time(day, value) if has_hour(value) else day


def machine(moment: Moment) -> str:
    """The value for `<time datetime>`."""
    value = read(moment)
    return value.isoformat() if value else ""


def days_text(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
