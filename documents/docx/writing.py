"""From the tree of a page to paragraphs and tables."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from docx.shared import Mm, Pt

from documents.docx import layout, tables
from documents.docx.reading import Element, collapsed

_INLINE = frozenset({"b", "strong", "br", "span", "a", "code", "time", "img", "i", "em", "wbr"})
_UNREAD = frozenset({"head", "style", "script", "title", "meta"})


class Unknown(ValueError):
    """A print template uses an element that the Word document would lose."""


def write(page: Element, document: Any) -> None:
    """Put the page's text into an empty document."""
    body = next(page.elements("body"), page)
    _Writer(document).blocks(body, document)


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.blocks_by_tag: dict[str, Callable[[Element, Any], None]] = {
            "h1": self.title,
            "h2": lambda e, into: self.heading(e, into, "Level 1"),
            "h3": lambda e, into: self.heading(e, into, "Level 2"),
            "h4": lambda e, into: self.paragraph(e, into),
            "p": self.paragraph,
            "table": self.table,
            "dl": self.entries,
            "div": self.division,
            "section": self.blocks,
            "article": self.blocks,
        }

    def blocks(self, element: Element, into: Any) -> None:
        """What stands in an element, one below the other. Loose text becomes a paragraph."""
        for group in _grouped(element):
            if isinstance(group, Element):
                if group.tag not in self.blocks_by_tag:
                    raise Unknown(f"<{group.tag}> isn't known in print templates")
                self.blocks_by_tag[group.tag](group, into)
            else:
                self.paragraph(Element("p", {"class": "flush"}, group), into)

    def title(self, element: Element, into: Any) -> None:
        made = self.line(element, into, "Paper title")
        made.paragraph_format.space_after = layout.LINE

    def heading(self, element: Element, into: Any, style: str) -> None:
        layout.indent(self.line(element, into, style), 2)

    def paragraph(self, element: Element, into: Any, style: str = "") -> Any:
        """A paragraph of the text: two characters in, unless its class says otherwise."""
        small = element.classes & {"small", "no", "digest"}
        style = style or ("Small" if small else "Body")
        if "no" in element.classes:
            style = "Number"
        made = self.line(element, into, style)
        if style == "Body" and not element.classes & {"flush", "to"}:
            layout.indent(made, 2)
        return made

    def division(self, element: Element, into: Any) -> None:
        classes = element.classes
        if "letterhead" in classes:
            self.line(element, into, "Letterhead")
        elif "number" in classes:
            made = self.line(element, into, "Number")
            made.paragraph_format.space_after = layout.LINE
            if "ruled" in classes:
                layout.rule_below(made)
        elif "imprint" in classes:
            self.imprint(element, into)
        elif "mark" in classes:
            self.mark(element)
        elif "colophon" in classes:
            self.colophon(element, into)
        elif "sign" in classes:
            parts = [e for e in element.children if isinstance(e, Element)]
            tables.gap(into, Pt(36))
            tables.columns(into, [lambda cell, e=e: self.cell(e, cell, "Cell") for e in parts])
        else:
            self.blocks(element, into)

    def imprint(self, element: Element, into: Any) -> None:
        """Who signs and when: the right half of the page, two lines below the text, kept together."""
        lines = [e for e in element.children if isinstance(e, Element)]
        for index, each in enumerate(lines):
            made = self.line(each, into, "Imprint")
            made.paragraph_format.left_indent = int(layout.WIDTH / 2)
            made.paragraph_format.keep_with_next = index < len(lines) - 1
            if index == 0:
                made.paragraph_format.space_before = 2 * layout.LINE

    def mark(self, element: Element) -> None:
        """The paper's mark stands above the first page, in its margin: picture on the left, text beside it."""
        head = self.document.sections[0].first_page_header
        head.is_linked_to_previous = False
        picture = next(element.elements("img"))
        texts = [each for each in element.elements("div") if "line" in each.classes]
        tables.columns(
            head,
            [
                lambda cell: self.picture(picture, cell.paragraphs[0], Mm(22)),
                lambda cell: self.stacked(texts, cell, "Mark"),
            ],
            widths=(Mm(26), layout.WIDTH - Mm(26)),
        )
        first = head.paragraphs[0]
        first._p.getparent().append(first._p)  # a table is followed by a paragraph, and not led by one

    def colophon(self, element: Element, into: Any) -> None:
        """The foot of a paper: where it was published."""
        for index, group in enumerate(e for e in element.children if isinstance(e, Element)):
            made = self.line(group, into, "Colophon")
            if index == 0:
                made.paragraph_format.space_before = layout.LINE
                layout.rule_above(made)

    def entries(self, element: Element, into: Any) -> None:
        """Labels and values: on one line each in notices, else in two columns."""
        if "p-entry" in element.classes:
            self.entry(element, into)
            return
        pairs: list[tuple[Element, Element]] = []
        found = [e for e in element.children if isinstance(e, Element)]
        for label, value in zip(found[::2], found[1::2], strict=True):
            pairs.append((label, value))
        tables.pairs(into, pairs, self.cell)

    def entry(self, element: Element, into: Any) -> None:
        """“Label: value”; several values, and long ones, in paragraphs of their own below the label."""
        label = next(element.elements("dt"))
        values = list(element.elements("dd"))
        titled = Element("p", {}, [*label.children, "："])
        if len(values) == 1 and "long" not in values[0].classes:
            self.paragraph(Element("p", {}, [*titled.children, *values[0].children]), into)
            return
        self.paragraph(titled, into).paragraph_format.keep_with_next = True
        for value in values:
            self.paragraph(Element("p", {}, value.children), into)

    def table(self, element: Element, into: Any) -> None:
        tables.table(into, element, self.cell)

    def cell(self, element: Element, cell: Any, style: str) -> None:
        """What stands in a cell: lines, or the blocks of a column."""
        inner = [e for e in element.children if isinstance(e, Element) and e.tag not in _INLINE]
        self.stacked(inner or [element], cell, style)

    def stacked(self, elements: list[Element], cell: Any, style: str) -> None:
        for index, each in enumerate(elements):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.style = self.document.styles[style]
            self.runs(each, paragraph, kept="keep" in each.classes)

    def line(self, element: Element, into: Any, style: str) -> Any:
        made = into.add_paragraph(style=self.document.styles[style])
        self.runs(element, made, kept="keep" in element.classes)
        return made

    def runs(self, element: Element, paragraph: Any, *, kept: bool = False) -> None:
        """The text with its bold parts and line breaks; white space as a browser shows it."""
        pieces = list(_pieces(element, kept=kept))
        for index, (text, bold) in enumerate(pieces):
            if isinstance(text, Element):
                self.picture(text, paragraph, Mm(20))
                continue
            if text == "\n":
                paragraph.add_run().add_break()
                continue
            at_start = index == 0 or pieces[index - 1][0] == "\n"
            at_end = index == len(pieces) - 1 or pieces[index + 1][0] == "\n"
            text = text.lstrip(" ") if at_start else text
            text = text.rstrip(" ") if at_end else text
            if text:
                paragraph.add_run(text).bold = True if bold else None

    def picture(self, element: Element, paragraph: Any, width: Any) -> None:
        """A picture that the page carries in itself; nothing is fetched."""
        kind, _, data = element.attributes.get("src", "").partition(";base64,")
        if kind != "data:image/png":
            raise Unknown("a print template holds a picture that isn't in the page")
        paragraph.add_run().add_picture(BytesIO(base64.b64decode(data)), width=width)


def _grouped(element: Element) -> Iterator[Element | list[Element | str]]:
    """Blocks as they are, and what stands loose between them in lists."""
    loose: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag not in _INLINE:
            if _says_something(loose):
                yield loose
            loose = []
            if child.tag not in _UNREAD:
                yield child
        else:
            loose.append(child)
    if _says_something(loose):
        yield loose


def _says_something(loose: list[Element | str]) -> bool:
    return any(child.strip() if isinstance(child, str) else child.tag != "br" for child in loose)


def _pieces(element: Element, *, kept: bool, bold: bool = False) -> Iterator[tuple[Any, bool]]:
    """Texts, line breaks and pictures in their order, each with whether it is bold."""
    for child in element.children:
        if isinstance(child, str):
            lines = child.strip("\r\n").split("\n") if kept else [child]
            for index, line in enumerate(lines):
                if index:
                    yield "\n", bold
                yield collapsed(line), bold
        elif child.tag == "br":
            yield "\n", bold
        elif child.tag == "img":
            yield child, bold
        elif child.tag in _INLINE:
            yield from _pieces(child, kept=kept, bold=bold or child.tag in {"b", "strong"})
        else:
            raise Unknown(f"<{child.tag}> can't stand within a line")
