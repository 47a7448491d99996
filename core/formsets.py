"""Rows added to a formset without JavaScript: a submit button, and the page comes back with one row more."""

from __future__ import annotations

from django.http import QueryDict

ADD_ROW = "add_row"
MOST_ROWS = 1000


def wanted_row(data: QueryDict) -> str:
    """The prefix of the formset to which the person wants to add a row, or ""."""
    return data.get(ADD_ROW, "")


def with_added_row(data: QueryDict) -> QueryDict:
    """The same input with one more empty row in that formset. The view shows it again, unchecked."""
    changed = data.copy()
    key = f"{changed.pop(ADD_ROW)[-1]}-TOTAL_FORMS"
    total = changed.get(key, "0")
    if total.isascii() and total.isdecimal() and int(total) < MOST_ROWS:
        changed[key] = str(int(total) + 1)
    return changed
