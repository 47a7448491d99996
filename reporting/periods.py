"""Months, quarters and years: where they begin and end, what they are called, when their report is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.dates import end_of, month_text
from workflow.law import calendar


class Span(models.TextChoices):
    """How long the period of a report is."""

    MONTH = "month", pgettext_lazy("report", "Monthly")
    QUARTER = "quarter", pgettext_lazy("report", "Quarterly")
    YEAR = "year", pgettext_lazy("report", "Yearly")


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter or year of the calendar."""

    first: date
    span: str

    @classmethod
    def of(cls, day: date, span: str) -> Period:
        """The one in which a day lies."""
        length = MONTHS[Span(span)]
        return cls(date(day.year, day.month - (day.month - 1) % length, 1), span)

    @property
    def following(self) -> Period:
        months = self.first.month - 1 + MONTHS[Span(self.span)]
        return Period(date(self.first.year + months // 12, months % 12 + 1, 1), self.span)

    @property
    def last(self) -> date:
        return self.following.first - timedelta(days=1)

    @property
    def year_begins(self) -> date:
        return date(self.first.year, 1, 1)

    def due_day(self, days: int, asked_on: date) -> date:
        """So many days after its end, or after the day on which it was first asked for: nobody is late with what
        nobody had asked for. A day off rolls on to the next working day."""
        return calendar.roll(max(self.last, asked_on) + timedelta(days=days))

    def due_at(self, days: int, asked_on: date) -> datetime:
        """The last moment of that day, as periods of the law end."""
        return end_of(self.due_day(days, asked_on))

    def __str__(self) -> str:
        year = {"year": self.first.year}
        if self.span == Span.MONTH:
            return month_text(self.first)
        if self.span == Span.QUARTER:
            return _("quarter %(quarter)s of %(year)s") % {
                **year,
                "quarter": (self.first.month + 2) // 3,
            }
        return _("year %(year)s") % year


def ended(span: str, since: date, today: date) -> Iterator[Period]:
    """Those that are over, beginning with the one in which `since` lies."""
    period = Period.of(since, span)
    while period.last < today:
        yield period
        period = period.following
