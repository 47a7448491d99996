"""Working days by the State Council's notices, with the weekends worked in exchange (调休).

A year without a notice counts Monday to Friday and is provisional: whoever shows a date from such a year
says so (rules F2). `register` lets further years be added without a new release of the portal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from workflow.law.instruments import DATA

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Year:
    """One year's notice: weekdays off and weekend days worked. Both may touch the neighbouring years."""

    year: int
    off: frozenset[date]
    work: frozenset[date]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """All the notices together. A date in `work` is a working day even where another notice had it off."""

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]


Source = Callable[[], Iterable[Year]]
Version = Callable[[], Hashable]


def built_in() -> list[Year]:
    """The years that come with the portal."""
    data = json.loads((DATA / "workdays.json").read_text(encoding="utf-8"))["years"]
    return [
        Year(int(year), _dates(row["off"]), _dates(row["work"]), tuple(row["notices"]))
        for year, row in data.items()
    ]


def _dates(rows: list[dict[str, str]]) -> frozenset[date]:
    return frozenset(date.fromisoformat(row["date"]) for row in rows)


class _Registered:
    """Further years, added by whoever keeps them (the rulebook)."""

    source: Source = staticmethod(lambda: ())
    version: Version = staticmethod(lambda: 0)
    seen: Hashable = None


def register(source: Source, version: Version) -> None:
    """Take further years from `source`; it is asked again whenever `version()` changes."""
    _Registered.source, _Registered.version = staticmethod(source), staticmethod(version)
    _build.cache_clear()


def registered() -> tuple[Source, Version]:
    """What `register` was last given."""
    return _Registered.source, _Registered.version


def current() -> Calendar:
    """The calendar as it is known now."""
    version = _Registered.version()
    if version != _Registered.seen:
        _build.cache_clear()
        _Registered.seen = version
    return _build()


@cache
def _build() -> Calendar:
    """Later notices replace earlier ones of the same year."""
    years = {year.year: year for year in (*built_in(), *_Registered.source())}
    return Calendar(
        frozenset(years),
        frozenset().union(*(year.off for year in years.values())),
        frozenset().union(*(year.work for year in years.values())),
    )


def is_provisional(day: date) -> bool:
    """True in a year whose notice is not known: weekends are guessed, holidays are not."""
    return day.year not in current().years


def is_working_day(day: date) -> bool:
    known = current()
    return day in known.work or (day.weekday() < SATURDAY and day not in known.off)


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1)


def roll(day: date) -> date:
    """`day` itself when people work on it, else the next working day (顺延)."""
    return day if is_working_day(day) else next_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`, or before it when negative. The day itself does not count."""
    step = DAY if count >= 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start)
    days = range(1, (end - start).days + 1)
    return sum(is_working_day(start + offset * DAY) for offset in days)
