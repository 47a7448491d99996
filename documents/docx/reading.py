"""The page as a tree, and its text as a browser would show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SPACE = re.compile(r"[ \t\r\n\f]+")
_EMPTY = frozenset({"br", "img", "meta", "link", "hr", "col"})
_UNREAD = frozenset({"style", "script", "title"})


@dataclass
class Element:
    """One element with its children: elements and texts in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements below it, those of these names only where some are given."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.elements(*tags)

    def text(self) -> str:
        """Everything that it says, with single spaces."""
        return _SPACE.sub(" ", "".join(self._texts())).strip()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "br":
                yield "\n"
            elif child.tag not in _UNREAD:
                yield from child._texts()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while tag in {e.tag for e in self.open[1:]}:
            if self.open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """The tree of a page that the portal's own templates made: its elements are closed."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


def title(page: Element) -> str:
    return next((e.text() for e in page.elements("title")), "") or next(
        (e.text() for e in page.elements("h1")), ""
    )


def collapsed(text: str) -> str:
    """As a browser shows it: each run of white space is one space."""
    return _SPACE.sub(" ", text)
