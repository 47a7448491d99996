"""From a frozen payload to what a page prints: texts in one language, nothing looked up anywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext, ngettext, override

from core import dates, figures
from core.money import in_words
from disclosure.payloads import LANGUAGES, in_language
from disclosure.schema import Type

_MARKED = re.compile("\ue000([^\ue000\ue001]*)\ue001")
BODY = "disclosure/body.html"
PHRASE = 40
"""Characters up to which a text stands on the line of its label."""


@dataclass(frozen=True)
class Cell:
    """One value as text, and how it is set: `num` for figures, `long` for paragraphs, `withheld` for a gap."""

    text: str
    css: str = ""
    label: str = ""
    link: str = ""

    @property
    def is_long(self) -> bool:
        return self.css == "long"


@dataclass(frozen=True)
class Entry:
    """One field of a section: a value, several, or a table."""

    label: str
    cells: list[Cell] = field(default_factory=list)
    head: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    heading: str = ""
    """Of a table that isn't all of its section, and so is not told by the section's title."""

    @property
    def is_table(self) -> bool:
        return bool(self.head)


@dataclass(frozen=True)
class Part:
    """One numbered section of a notice."""

    number: str
    title: str
    entries: list[Entry]
    closing: str = ""


@dataclass
class Reader:
    """How values are read: in which language, with which personal values, with what gaps."""

    language: str = "zh"
    personal: Mapping[str, str] | None = None
    """None leaves the marks where they are, to be filled later."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Field name → sentence that stands in its place."""

    def parts(self, layout: list[dict[str, Any]], values: Mapping[str, Any]) -> list[Part]:
        """The sections that have something to say, numbered in their order."""
        found: list[Part] = []
        for section in layout:
            if "closing" in section:
                found.append(Part("", "", [], in_language(section["closing"], self.language)))
                continue
            printed = [f for f in section["fields"] if f["name"] in values and f["type"] != Type.DATA]
            entries = [self._entry(f, values) for f in printed]
            if entries:
                number, title = (
                    ordinal(len(found) + 1, self.language),
                    in_language(section["title"], self.language),
                )
                found.append(Part(number, title, _headed(_without_echo(entries, title), title)))
        return found

    def in_chinese(self, layout: list[dict[str, Any]], values: Mapping[str, Any]) -> list[Part]:
        """The same in Chinese, whatever language the page around it is in."""
        with override(LANGUAGES["zh"]):
            return self.parts(layout, values)

    def values(self, payload: Any) -> Any:
        """The payload with every text in this language and every mark filled; withheld fields are left out."""
        if isinstance(payload, Mapping):
            if set(payload) == set(LANGUAGES):
                return self._filled(in_language(payload, self.language))
            return {name: self.values(v) for name, v in payload.items() if name not in self.withheld}
        if isinstance(payload, list):
            return [self.values(value) for value in payload]
        return self._filled(payload) if isinstance(payload, str) else payload

    def _entry(self, declared: Mapping[str, Any], values: Mapping[str, Any]) -> Entry:
        name, label = declared["name"], in_language(declared["label"], self.language)
        value = values[name]
        if name in self.withheld:
            return Entry(label, [Cell(self.withheld[name], "withheld")])
        if declared["type"] == Type.TABLE:
            return self._table(label, declared["columns"], value)
        if declared["type"] == Type.ITEMS:
            return Entry(label, [Cell(in_language(v, self.language)) for v in value])
        cell = self._cell(declared, value)
        return Entry(
            label, [Cell(line, cell.css) for line in cell.text.splitlines()] if cell.is_long else [cell]
        )

    def _table(self, label: str, columns: list[Mapping[str, Any]], value: list[Mapping[str, Any]]) -> Entry:
        """A table of the columns that are used; a single column reads better as one line."""
        used = [c for c in columns if any(c["name"] in row for row in value)]
        rows = [[self._cell(c, row.get(c["name"])) for c in used] for row in value]
        if len(used) == 1:
            return Entry(
                label, [Cell(("、" if self.language == "zh" else ", ").join(row[0].text for row in rows))]
            )
        head = [Cell(in_language(c["label"], self.language), _css(c["type"])) for c in used]
        return Entry(label, head=head, rows=rows)

    def _cell(self, declared: Mapping[str, Any], value: Any) -> Cell:
        label = in_language(declared["label"], self.language)
        if value is None:
            return Cell("—", _css(declared["type"]), label)
        if isinstance(value, str) and value.startswith("\ue000"):
            return Cell(self._filled(value), label=label)
        text = _TEXTS[Type(declared["type"])](value, self.language)
        return Cell(
            self._filled(text),
            _css(declared["type"], text),
            label,
            value if declared["type"] == Type.LINK else "",
        )

    def _filled(self, text: str) -> str:
        return text if self.personal is None else fill(text, self.personal)


def _without_echo(entries: list[Entry], title: str) -> list[Entry]:
    """A single field need not repeat what the section's title has just said."""
    only = entries[0] if len(entries) == 1 else None
    return [replace(only, label="")] if only and only.label == title and not only.is_table else entries


def _headed(entries: list[Entry], title: str) -> list[Entry]:
    """A table among other fields says above itself what it lists."""
    if len(entries) == 1:
        return entries
    return [replace(e, heading=e.label) if e.is_table and e.label != title else e for e in entries]


def fill(text: str, personal: Mapping[str, str]) -> str:
    """Put personal values in the place of their marks; what was erased leaves a word behind."""
    return _MARKED.sub(lambda found: personal.get(found[1]) or gettext("(withheld)"), text)


def fill_html(html: str, personal: Mapping[str, str]) -> str:
    """The same in a frozen Chinese page."""
    with override(LANGUAGES["zh"]):
        return fill(html, {path: escape(value) for path, value in personal.items()})


def frozen_html(layout: list[dict[str, Any]], values: Mapping[str, Any]) -> str:
    """The Chinese text of a notice, with marks where personal values belong."""
    with override(LANGUAGES["zh"]):
        return render_to_string(BODY, {"parts": Reader().parts(layout, values)})


def ordinal(number: int, language: str) -> str:
    """一、 二、 … as official documents number their sections; 1. 2. … in English."""
    if language == "en":
        return f"{number}."
    digits = "一二三四五六七八九"
    tens, ones = divmod(number, 10)
    lead = ("" if tens == 1 else digits[tens - 1]) + "十" if tens else ""
    return f"{lead}{digits[ones - 1] if ones else ''}、"


def _css(type_: str, text: str = "") -> str:
    """Figures stand in columns; a text that is more than a phrase stands in paragraphs of its own."""
    if type_ in {Type.MONEY, Type.NUMBER, Type.DAYS}:
        return "num"
    return "long" if type_ == Type.LONG and ("\n" in text or len(text) > PHRASE) else ""


def _amount(value: Any, language: str) -> str:
    return figures.amount_text(value)


def _month(value: Any, language: str) -> str:
    year, month = str(value).split("-")[:2]
    return dates.month_text(f"{year}-{month}-01")


def _number(value: Any, language: str) -> str:
    return f"{value}"


def _days(value: Any, language: str) -> str:
    return ngettext("%(days)d working day", "%(days)d working days", value) % {"days": value}


_TEXTS: dict[Type, Callable[[Any, str], str]] = {
    Type.TEXT: in_language,
    Type.LONG: in_language,
    Type.LINK: in_language,
    Type.MONEY: _amount,
    Type.DATE: lambda value, language: dates.long_date(value),
    Type.MONTH: _month,
    Type.MOMENT: lambda value, language: dates.with_time(dates.long_date(value), value),
    Type.END: lambda value, language: dates.end_text(value),
    Type.NUMBER: _number,
    Type.DAYS: _days,
    Type.YES_NO: lambda value, language: gettext("Yes") if value else gettext("No"),
}

__all__ = ["Cell", "Entry", "Part", "Reader", "fill", "frozen_html", "in_words", "ordinal"]
