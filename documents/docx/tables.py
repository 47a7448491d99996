"""Tables: those of the text with lines, and those that only put things side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from documents.docx import layout
from documents.docx.reading import Element

Filler = Callable[[Element, Any, str], None]
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_WIDEST = 22
"""The most that a column asks for, in Chinese characters."""


@dataclass(frozen=True)
class _Setting:
    """How a table's text is set: styles, size and side room in points, the narrowest column in characters."""

    cell: str
    head: str
    size: float
    side: int
    narrowest: float
    heads_wrap: bool = False

    def asked(self, text: str) -> float:
        """The width of a cell with that text in one line each, in characters."""
        lines = max((_length(line) for line in text.split("\n")), default=0.0)
        return lines + 2 * self.side / self.size + 0.5

    def asked_by_head(self, text: str) -> float:
        return self.asked(text) if not self.heads_wrap else self.asked(text[: -(-len(text) // 2)])


_PLAIN = _Setting("Cell", "Cell head", 12, 5, 4)
_CLOSE = _Setting("Close cell", "Close cell head", 8.5, 3, 3.2, heads_wrap=True)
_MANY = 8
"""Columns from which a table is set close, as in the PDF (`layout/print.css`): it stays within the text block."""


def table(into: Any, element: Element, fill: Filler) -> None:
    """A table with lines. Its head is repeated on each page, no row is torn apart."""
    rows = list(element.elements("tr"))
    cells = [[e for e in row.children if isinstance(e, Element)] for row in rows]
    placed = _placed(cells)
    count = max(at + _span(cell) for row in placed for at, cell in row)
    setting = _CLOSE if count >= _MANY else _PLAIN
    gap(into, Pt(6))
    made = _new(into, len(rows), count, side=setting.side)
    _set_widths(made, _widths(placed, count, setting))
    _set_edges(made, layout.GREY)
    heads = {id(row) for head in element.elements("thead") for row in head.elements("tr")}
    for number, (row, given, target) in enumerate(zip(rows, placed, made.rows, strict=True)):
        _keep_row(target, is_head=id(row) in heads)
        for at, cell in given:
            here = target.cells[at]
            if _span(cell) > 1 or _span(cell, "rowspan") > 1:
                last = min(number + _span(cell, "rowspan"), len(rows)) - 1
                here = here.merge(made.cell(last, at + _span(cell) - 1))
            fill(cell, here, setting.head if cell.tag == "th" else setting.cell)
            if cell.tag == "th":
                _shade(here)
            if "num" in cell.classes:
                for paragraph in here.paragraphs:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    gap(into, Pt(8))


def pairs(into: Any, rows: Sequence[tuple[Element, Element]], fill: Filler) -> None:
    """Labels and values in two columns without lines."""
    label = 8 * 16
    made = _new(into, len(rows), 2, side=0)
    made._tbl.tblPr.remove(made._tbl.tblPr.find(qn("w:tblInd")))
    _set_widths(made, [Pt(label), layout.WIDTH - Pt(label)])
    for target, (term, value) in zip(made.rows, rows, strict=True):
        _keep_row(target, is_head=False)
        fill(term, target.cells[0], "Body")
        fill(value, target.cells[1], "Body")
        for cell in target.cells:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    gap(into, Pt(8))


def columns(into: Any, fillers: Sequence[Callable[[Any], None]], widths: Sequence[Any] = ()) -> None:
    """Things side by side, kept on one page."""
    made = _new(into, 1, len(fillers))
    _set_widths(made, list(widths) or [layout.WIDTH // len(fillers)] * len(fillers))
    _keep_row(made.rows[0], is_head=False)
    for cell, fill in zip(made.rows[0].cells, fillers, strict=True):
        fill(cell)


def _new(into: Any, rows: int, columns: int, *, side: int = 5) -> Any:
    made = into.add_table(rows, columns, *(() if hasattr(into, "settings") else (layout.WIDTH,)))
    made.autofit = False
    inset = OxmlElement("w:tblInd")  # the edges, not the text in the cells, stand on the margins
    inset.set(qn("w:w"), "108")
    inset.set(qn("w:type"), "dxa")
    made._tbl.tblPr.append(inset)
    made._tbl.tblPr.append(_margins(side))
    return made


def _margins(side: int) -> Any:
    """Room within cells, in points at the sides; a little above and below."""
    found = (("top", 40), ("left", side * 20), ("bottom", 40), ("right", side * 20))
    parts = "".join(f'<w:{edge} w:w="{room}" w:type="dxa"/>' for edge, room in found)
    return parse_xml(f"<w:tblCellMar {nsdecls('w')}>{parts}</w:tblCellMar>")


def _span(cell: Element, way: str = "colspan") -> int:
    return int(cell.attributes.get(way, "1"))


def _placed(rows: Sequence[Sequence[Element]]) -> list[list[tuple[int, Element]]]:
    """Each cell with its column: those that reach down from above push the others on."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        at, here = 0, []
        for cell in row:
            while (number, at) in taken:
                at += 1
            here.append((at, cell))
            down, across = _span(cell, "rowspan"), _span(cell)
            taken |= {(number + d, at + a) for d in range(1, down) for a in range(across)}
            at += across
        found.append(here)
    return found


def _widths(rows: Sequence[Sequence[tuple[int, Element]]], count: int, setting: _Setting) -> list[int]:
    """What each column asks for: its longest text, within bounds; figures get all that they need."""
    asked, least = [setting.narrowest] * count, [setting.narrowest] * count
    for row in rows:
        for at, cell in row:
            if _span(cell) > 1:
                continue
            is_head = cell.tag == "th"
            wide = setting.asked_by_head(cell.text()) if is_head else setting.asked(cell.text())
            asked[at] = max(asked[at], min(wide, _WIDEST))
            if is_head or "num" in cell.classes or any("num" in e.classes for e in cell.elements("span")):
                least[at] = max(least[at], min(wide, _WIDEST / 2))
    room = layout.WIDTH / Pt(setting.size)
    spare = max(room - sum(least), 0)
    wanted = [max(a - m, 0.1) for a, m in zip(asked, least, strict=True)]
    shares = [m + spare * w / sum(wanted) for m, w in zip(least, wanted, strict=True)]
    return [int(layout.WIDTH * share / sum(shares)) for share in shares]


def _length(text: str) -> float:
    """In Chinese characters: figures are half as wide, what stands between them a quarter."""
    return sum(1 if east_asian_width(c) in "WFA" else 0.3 if c in ",.:;-" else 0.55 for c in text)


def _set_widths(made: Any, widths: Sequence[int]) -> None:
    for column, width in zip(made.columns, widths, strict=True):
        column.width = int(width)
        for cell in column.cells:
            cell.width = int(width)


def _set_edges(made: Any, colour: str, edges: Sequence[str] = _EDGES) -> None:
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>' for edge in edges)
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    made._tbl.tblPr.find(qn("w:tblCellMar")).addprevious(borders)


def _keep_row(row: Any, *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F2EEE4")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def gap(into: Any, height: Any) -> None:
    """A low empty line. Word joins tables that touch, and this keeps them apart."""
    form = into.add_paragraph(style="Cell").paragraph_format
    form.line_spacing, form.keep_with_next = height, True
