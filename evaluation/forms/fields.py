"""Days that stand for a moment: a period begins with its first day and ends with its last one (Beijing time)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms

from workflow.clock import SHANGHAI


class DayField(forms.DateField):
    """Cleans to the first moment of a day; a moment handed in by a program is kept as it is."""

    at = time.min

    def clean(self, value: Any) -> datetime | None:
        if isinstance(value, datetime):
            return value
        day = super().clean(value)
        return datetime.combine(day, self.at, SHANGHAI) if day else None

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value


class LastDayField(DayField):
    """Cleans to the last moment of a day."""

    at = time.max


def as_day(moment: datetime) -> date:
    """The day in Beijing, for initial values."""
    return moment.astimezone(SHANGHAI).date()


def long_text(
    label: Any, *, most: int, rows: int = 3, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
