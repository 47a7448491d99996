"""Rows of a formset: one more without JavaScript, those that nobody filled in, those of a draft taken up again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
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


class AddedRow(forms.Form):
    """A row that one may add and leave: where nothing was written, it isn't there, whatever its lists are set to.

    A list without an empty line always says something, so what it says alone is nobody's answer.
    """

    def is_blank(self) -> bool:
        return self.is_bound and not any(self._was_written(name) for name in self.fields)

    def _was_written(self, name: str) -> bool:
        field = self.fields[name]
        if name in {DELETION_FIELD_NAME, ORDERING_FIELD_NAME} or _always_says_something(field):
            return False
        bound = self[name]
        return bool(bound.data) and field.has_changed(field.initial, bound.data)

    def full_clean(self) -> None:
        self.empty_permitted = self.empty_permitted or self.is_blank()
        super().full_clean()

    def has_changed(self) -> bool:
        return not self.is_blank() and super().has_changed()


def _always_says_something(field: forms.Field) -> bool:
    if not isinstance(field, forms.ChoiceField) or not isinstance(field.widget, forms.Select):
        return False
    offered = [str(value) for value, _label in field.widget.choices]
    return bool(offered) and "" not in offered


def carried_over(typed: QueryDict, prefix: str, rows: Sequence[Mapping[str, Any]]) -> QueryDict:
    """What was typed, in the rows that the page has now.

    `rows` are the page's own: what each of them is about. Typed values go to the row that is about the same; a row
    that has come since is empty, and what was typed about one that is gone is left out.
    """
    changed = typed.copy()
    before: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for name in list(changed):
        if found := re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(\w+)", name):
            before[found[1]][found[2]] = changed.pop(name)
    known = {tuple(row.get(key, [""])[0] for key in rows[0]): row for row in before.values()} if rows else {}
    for at, row in enumerate(rows):
        about = {key: str(value) for key, value in row.items()}
        for key, values in known.get(tuple(about.values()), {}).items():
            changed.setlist(f"{prefix}-{at}-{key}", values)
        for key, value in about.items():
            changed[f"{prefix}-{at}-{key}"] = value
    changed[f"{prefix}-TOTAL_FORMS"] = changed[f"{prefix}-INITIAL_FORMS"] = str(len(rows))
    return changed
