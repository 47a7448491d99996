"""What a page says: its text and the attributes that are read out or shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from tests.walks.words.pseudo import CLOSE, OPEN

SAID = {
    "title",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "alt",
    "summary",
    "label",
}
BUTTONS = {"submit", "button", "reset"}
SILENT = {"style", "textarea", "code", "pre"}
"""`textarea` holds what somebody has typed, `code` what machines read."""
INLINE = {
    "a",
    "abbr",
    "b",
    "br",
    "em",
    "i",
    "img",
    "input",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
INLINE |= {"time", "wbr", *SILENT}
"""A sentence may go on through these."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Reader(HTMLParser):
    """Collects every piece of text of a page, with where it stands.

    What declares a language of its own (`lang`) is meant to be in it: the name of the other language, a frozen text.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[tuple[str, str]] = []
        self.depth = 0
        self.path: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self._boundary(tag)
        foreign = self._foreign or (tag != "html" and "lang" in given)
        if not foreign:
            self.said += [(f"{tag} {name}", value) for name, value in self._attributes(tag, given)]
        if tag not in VOID:
            script = tag == "script" and given.get("type") != "application/json"
            self.path.append((tag, foreign, tag in SILENT or script))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)
        tags = [name for name, _foreign, _silent in self.path]
        if tag in tags:
            del self.path[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._foreign or any(silent for _tag, _foreign, silent in self.path):
            return
        place = self.path[-1][0] if self.path else ""
        if place == "script":
            self.said += [(place, text) for text in _strings(json.loads(data))]
            return
        self.said.append((place, OPEN * self.depth + data))
        self.depth = max(0, self.depth + data.count(OPEN) - data.count(CLOSE))

    def _boundary(self, tag: str) -> None:
        """A marker that was cut off reaches no further than its paragraph."""
        if tag not in INLINE:
            self.depth = 0

    @property
    def _foreign(self) -> bool:
        return bool(self.path) and self.path[-1][1]

    @staticmethod
    def _attributes(tag: str, given: dict[str, str | None]) -> Iterator[tuple[str, str]]:
        for name, value in given.items():
            words = name.startswith("data-") and " " in (value or "").strip()
            button = name == "value" and tag == "input" and given.get("type") in BUTTONS
            meta = tag == "meta" and name == "content" and given.get("name") == "description"
            if value and (name in SAID or words or button or meta):
                yield name, value


def _strings(value: Any) -> Iterator[str]:
    """The sentences in a page's data for its script."""
    if isinstance(value, str):
        if " " in value.strip() or OPEN in value:
            yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def said(html: str) -> list[tuple[str, str]]:
    """(element, text) of all that the page says."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.said


def unmarked(text: str) -> list[str]:
    """The parts of a text that stand outside of the markers. A marker that was cut off reaches to the end."""
    parts, depth, part = [], 0, ""
    for letter in text:
        if letter == OPEN:
            depth += 1
        elif letter == CLOSE:
            depth = max(0, depth - 1)
        if depth == 0 and letter != CLOSE:
            part += letter
        elif part:
            parts, part = [*parts, part], ""
    return [*parts, part] if part else parts
