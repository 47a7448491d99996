"""The superior's workbook: read as a grid to be looked at and mapped, filled without touching anything else of it.

A form is drawn up by another office, so nothing of it is taken for granted: what can't be read is said cell by cell.
The file itself has been inspected when it was staged (`documents.inspection`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.excel import FORMULA, PRACTICE
from core.workbooks import ERRORS, UNREADABLE, Fault
from reporting.formulas import Unknown, reckon

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 10, 200, 40
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,3}\Z", re.ASCII)


@dataclass(frozen=True)
class Cell:
    """One cell of the form as it was drawn up."""

    name: str
    row: int
    column: int
    value: Any = None
    columns: int = 1
    rows: int = 1
    """How far it stretches, where cells are merged."""

    @property
    def text(self) -> str:
        return "" if self.value is None or self.is_formula else str(self.value).strip()

    @property
    def is_formula(self) -> bool:
        return isinstance(self.value, str) and self.value.startswith("=")

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.value == ""


@dataclass
class Page:
    """One sheet: its cells by name, those hidden under a merged one by the name of that one."""

    name: str
    rows: int
    columns: int
    cells: dict[str, Cell] = field(default_factory=dict)
    covered: dict[str, str] = field(default_factory=dict)

    def grid(self) -> Iterator[list[Cell]]:
        """Row by row, each cell once."""
        for row in range(1, self.rows + 1):
            names = (f"{get_column_letter(column)}{row}" for column in range(1, self.columns + 1))
            yield [self.cells[name] for name in names if name in self.cells]

    @property
    def corner(self) -> str:
        """Where it ends."""
        return f"{get_column_letter(self.columns)}{self.rows}"

    def trouble_with(self, name: str) -> Any:
        """Why nothing can be written into that cell, in a sentence; empty where it can."""
        if not ADDRESS.match(name):
            return _("Write a cell as C7: its column, then its row.")
        if (over := self.covered.get(name)) is not None:
            return _("%(cell)s is merged into %(over)s. Name that one.") % {"cell": name, "over": over}
        cell = self.cells.get(name)
        if cell is None:
            words = {"cell": name, "corner": self.corner}
            return _("%(cell)s lies outside of the sheet, which ends at %(corner)s.") % words
        if cell.is_formula:
            words = {"cell": name, "formula": str(cell.value)[:60]}
            return _("%(cell)s is reckoned by the sheet itself: %(formula)s. Leave it to the sheet.") % words
        if not cell.is_empty:
            return _("“%(text)s” stands in %(cell)s. A figure would write over it.") % {
                "cell": name,
                "text": cell.text[:40],
            }
        return ""


@dataclass
class Book:
    """All sheets of a form, and what is wrong with it."""

    pages: list[Page] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unreckoned: list[Fault] = field(default_factory=list)
    """Formulas that only Excel can work out: they stay, and the printed page leaves them open."""

    def page(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)

    @property
    def blanks(self) -> int:
        """How many cells could take a figure."""
        return sum(cell.is_empty for page in self.pages for cell in page.cells.values())


@lru_cache(maxsize=16)
def read(path: Path) -> Book:
    """What stands in the workbook. Stored files never change, so each is read once."""
    book = Book()
    try:
        found = load_workbook(BytesIO(path.read_bytes()))
        sheets = [found[name] for name in found.sheetnames if hasattr(found[name], "iter_rows")]
        if len(sheets) > MOST_SHEETS:
            text = _("There are more than %(most)s sheets. Leave those in that are to be handed in.")
            book.faults.append(Fault("—", "", text % {"most": MOST_SHEETS}))
            return book
        for sheet in sheets:
            _read_page(book, sheet)
    except UNREADABLE:
        return Book(faults=[Fault("—", "", _("This file can't be read as an Excel workbook."))])
    if not book.faults and not book.blanks:
        book.faults.append(
            Fault("—", "", _("No cell of this workbook is empty: there is nowhere to write to."))
        )
    return book


def _read_page(book: Book, sheet: Any) -> None:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        words = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        text = _("The sheet is larger than %(rows)s rows and %(columns)s columns. Cut off what isn't used.")
        book.faults.append(Fault(sheet.title, "", text % words))
        return
    page = Page(sheet.title, sheet.max_row, sheet.max_column)
    spans = _merged(sheet, page)
    for cells in sheet.iter_rows(max_row=page.rows, max_col=page.columns):
        for cell in cells:
            name = cell.coordinate
            if name not in page.covered:
                columns, rows = spans.get(name, (1, 1))
                page.cells[name] = Cell(name, cell.row, cell.column, _plain(cell.value), columns, rows)
                _judge(book, page, page.cells[name])
    book.pages.append(page)


def _merged(sheet: Any, page: Page) -> dict[str, tuple[int, int]]:
    """How far each merged cell stretches; the others under it are covered."""
    spans = {}
    for span in sheet.merged_cells.ranges:
        first, *others = [
            f"{get_column_letter(column)}{row}"
            for row in range(span.min_row, span.max_row + 1)
            for column in range(span.min_col, span.max_col + 1)
        ]
        spans[first] = (span.max_col - span.min_col + 1, span.max_row - span.min_row + 1)
        page.covered.update(dict.fromkeys(others, first))
    return spans


def _plain(value: Any) -> Any:
    """Array formulas and rich text as what they say."""
    text = getattr(value, "text", None)
    return text if text is not None else value


def _judge(book: Book, page: Page, cell: Cell) -> None:
    if isinstance(cell.value, str) and (cell.value in ERRORS or any(bad in cell.value for bad in ERRORS)):
        text = _("This cell holds an error (%(error)s). Mend it in Excel first.")
        book.faults.append(Fault(page.name, cell.name, text % {"error": cell.value[:40]}))
    elif cell.is_formula and "[" in cell.value:
        text = _("This formula asks another workbook (%(formula)s), which the superior won't have.")
        book.faults.append(Fault(page.name, cell.name, text % {"formula": cell.value[:60]}))
    elif cell.is_formula:
        try:
            reckon(cell.value, lambda _name: Decimal(1))
        except Unknown:
            text = _("%(formula)s: only Excel works this out; the printed page leaves the cell open.")
            book.unreckoned.append(Fault(page.name, cell.name, text % {"formula": cell.value[:60]}))


Values = Mapping[tuple[str, str], Any]
"""What is written, by sheet and cell: numbers, or texts."""


def worked_out(page: Page, values: Values) -> dict[str, Any]:
    """What each cell of a sheet shows with these values, its own formulas reckoned; None where only Excel can."""
    works = _Works(page, values)
    return {name: works.shown(name) for name in page.cells}


class _Works:
    """Works a sheet out, each cell once. A formula that asks for itself is left open."""

    def __init__(self, page: Page, values: Values) -> None:
        self.page, self.values = page, values
        self.known: dict[str, Any] = {}
        self.asking: set[str] = set()

    def shown(self, name: str) -> Any:
        if name not in self.known:
            self.known[name] = self._find(name)
        return self.known[name]

    def _find(self, name: str) -> Any:
        cell = self.page.cells.get(name)
        if (self.page.name, name) in self.values:
            return self.values[self.page.name, name]
        if cell is None or cell.is_empty:
            return None
        if cell.is_formula:
            return self._reckoned(cell)
        return Decimal(str(cell.value)) if _is_number(cell.value) else str(cell.value)

    def _reckoned(self, cell: Cell) -> Decimal | None:
        self.asking.add(cell.name)
        try:
            return reckon(cell.value, self._number)
        except Unknown:
            return None
        finally:
            self.asking.discard(cell.name)

    def _number(self, name: str) -> Decimal:
        """A cell as a formula takes it: an empty one is nought, words and open formulas are unknown."""
        if name in self.asking:
            raise Unknown(name)
        found, cell = self.shown(name), self.page.cells.get(name)
        if isinstance(found, Decimal | int):
            return Decimal(found)
        if found in (None, "") and (cell is None or not cell.is_formula):
            return Decimal(0)
        raise Unknown(name)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def filled(path: Path, values: Values) -> bytes:
    """The superior's own workbook with the figures in it; everything else stays as it was drawn up."""
    book = load_workbook(BytesIO(path.read_bytes()))
    for (sheet, name), value in values.items():
        cell = book[sheet][name]
        if isinstance(value, str) and value.startswith(FORMULA):
            cell.value, cell.data_type, cell.quotePrefix = value, "s", True
        else:
            cell.value = value
    for sheet in book.worksheets:
        if settings.PRACTICE:
            sheet.oddHeader.center.text = PRACTICE
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()
