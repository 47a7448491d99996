"""How a kind of notice is declared: sections of fields, each with its label, its type and whether the law demands it.

A payload is a plain mapping `field name → value`. What may be given for each type:

| type | value |
| --- | --- |
| text, long | `str`; a lazy translation or an object with `name`/`name_en` keeps both languages |
| money | `Decimal` in yuan |
| date, moment | `date`, aware `datetime` |
| month | `date` (its day is not shown) |
| number, days | `int` or `Decimal` |
| yes_no | `bool` |
| items | list of texts |
| link | address as `str` |
| table | list of mappings `column name → value` |
| data | mapping or list of JSON types: figures for pages and files of their own, not printed in the text |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where in the life of a purchase a kind of notice belongs; groups the kinds in lists."""

    PLANNING = "planning", _("Planning and budget")
    SOURCING = "sourcing", _("Calls and awards")
    SUPERVISION = "supervision", _("Contracts")
    ACCEPTANCE = "acceptance", _("Acceptance")
    EVALUATION = "evaluation", _("Performance evaluation")
    PROVIDERS = "providers", _("Providers")
    REMEDIES = "remedies", _("Complaints and supervision")


class Type(StrEnum):
    TEXT = "text"
    LONG = "long"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    MOMENT = "moment"
    END = "end"
    NUMBER = "number"
    DAYS = "days"
    YES_NO = "yes_no"
    ITEMS = "items"
    LINK = "link"
    TABLE = "table"
    DATA = "data"


Condition = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True)
class Field:
    """One field of a notice.

    `required` fields must be there when the notice is published; `when` narrows that to payloads for which it
    is true; `since` is the day from which the law asks for it. `personal` values are kept apart so that they
    can be erased. `column` types and labels of a table stand in `columns`.
    """

    name: str
    label: Any
    type: Type = Type.TEXT
    required: bool = True
    personal: bool = False
    columns: tuple[Field, ...] = ()
    when: Condition | None = None
    since: date | None = None

    def is_demanded(self, payload: Mapping[str, Any], on: date) -> bool:
        """Whether the law demands a value here, for this payload on that day."""
        return (
            self.required
            and (self.since is None or on >= self.since)
            and (self.when is None or self.when(payload))
        )


@dataclass(frozen=True)
class Section:
    """A titled group of fields, numbered on the page in this order."""

    title: Any
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice of rules.md part C.

    `series` begins its numbers, `rule` is shown with obstacles, `days` is the period of publication in working
    days, `call` says that people may take part until `closes_at`, `closing` is a sentence under the text.
    """

    code: str
    title: Any
    series: str
    stage: str
    sections: tuple[Section, ...]
    days: int | None = None
    call: bool = False
    closing: Any = ""

    @property
    def rule(self) -> str:
        """The rule that prescribes it: `AN-21` for `AN-21.1`."""
        return self.code.partition(".")[0]

    def fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    def field(self, name: str) -> Field:
        return next(f for f in self.fields() if f.name == name)


def text(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.TEXT, **options)


def long(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.LONG, **options)


def money(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.MONEY, **options)


def day(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.DATE, **options)


def moment(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.MOMENT, **options)


def end(name: str, label: Any, **options: Any) -> Field:
    """A moment until which something lasts: the end of a day is told as that day."""
    return Field(name, label, Type.END, **options)


def yes_no(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.YES_NO, **options)


def number(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.NUMBER, **options)


def days(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.DAYS, **options)


def items(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.ITEMS, **options)


def table(name: str, label: Any, *columns: Field, **options: Any) -> Field:
    return Field(name, label, Type.TABLE, columns=columns, **options)


def data(name: str, label: Any, **options: Any) -> Field:
    return Field(name, label, Type.DATA, **options)
