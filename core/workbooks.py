"""Workbooks that come in: columns are described, and out come typed rows or a message for each bad cell.

    LINES = Shape(
        _("Budget lines"),
        Column("code", _("Number of the budget item"), forms.CharField(max_length=40)),
        Column("amount", _("Approved amount (yuan)"), MoneyFormField(min_value=CENT)),
        Column("source", _("Source of funds"), Choice(Source.choices)),
        once=("code",),
    )
    reading = read(path, LINES)
    for row in reading.rows:
        if not known(row["code"]):
            reading.blame(row, "code", _("There is no such unit."))
    if not reading.faults: …  # the caller changes everything, or nothing

A cell is cleaned by the same field that a form would use, so that a workbook and a page refuse alike. Headings are
known in every language of the portal and stand in the first rows, below whatever title a system prints. What is
written by `heads()` and `cells()` is read again by `read`. The file itself has been inspected when it was staged
(`documents.inspection`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml import DefusedXmlException
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from core.phrases import listed

MOST_ROWS = 5_000
MOST_COLUMNS = 100
FIRST_ROWS = 15
"""How far down the headings are looked for."""
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
UNRECKONED = object()
"""Stands for a formula whose result nobody has saved."""
DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
UNREADABLE = (
    *(BadZipFile, InvalidFileException, ParseError, DefusedXmlException, OSError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError, EOFError),
)
"""What openpyxl raises on what is no workbook, or a broken one."""


def in_all_languages(text: Any) -> frozenset[str]:
    """How a text may be written in a workbook: in each language, width and spaces set aside."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(plain(str(text)))
    return frozenset(found)


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


class Choice(forms.ChoiceField):
    """A choice that people write out: by its label in any language, or by its value."""

    default_error_messages = {"invalid_choice": _("“%(value)s” is none of: %(choices)s.")}

    def __init__(self, choices: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(choices=list(choices), **kwargs)

    def to_python(self, value: Any) -> Any:
        written = plain(str(value or ""))
        for key, label in self.choices:  # type: ignore[misc, union-attr]
            if written and (written == plain(str(key)) or written in in_all_languages(label)):
                return key
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value and value not in dict(self.choices):  # type: ignore[arg-type]
            labels = listed(label for _key, label in self.choices)  # type: ignore[misc, union-attr]
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value, "choices": labels},
            )

    def written(self, value: Any) -> str:
        return str(dict(self.choices).get(value, value))  # type: ignore[arg-type]


class Day(forms.DateField):
    """A day as a date cell, or as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAYS, **kwargs)


@dataclass(frozen=True)
class Column:
    """One column: the key of its value, its heading, and the form field that cleans its cells."""

    name: str
    head: Any
    field: forms.Field
    optional: bool = False
    """The whole column may be missing."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where."""

    sheet: str
    cell: str
    """`C7`; empty where the whole sheet is meant."""
    text: Any

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.text}" if self.cell else f"{self.sheet}: {self.text}"


@dataclass(frozen=True)
class Row:
    """A row that was read. Values of bad cells are missing."""

    number: int
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str) -> Any:
        return self.values.get(name)


@dataclass
class Reading:
    """What a workbook says: good rows, and everything that is wrong with it."""

    sheet: str = ""
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Headings of columns that mean nothing here; shown, so that a misspelt one is seen."""
    letters: dict[str, str] = field(default_factory=dict)

    def blame(self, row: Row, name: str, text: Any) -> None:
        """Add a fault that only the caller can see, at its cell."""
        self.faults.append(Fault(self.sheet, f"{self.letters.get(name, 'A')}{row.number}", text))

    def has(self, name: str) -> bool:
        """Whether the workbook has that column."""
        return name in self.letters

    def in_order(self) -> list[Fault]:
        """Row by row, from left to right."""
        return sorted(self.faults, key=lambda fault: _place(fault.cell))


class Shape:
    """What a workbook of one kind looks like, for reading and for writing."""

    def __init__(self, title: Any, *columns: Column, once: Sequence[str] = (), most: int = MOST_ROWS) -> None:
        self.title, self.columns, self.once, self.most = title, columns, tuple(once), most

    def heads(self) -> list[str]:
        return [str(column.head) for column in self.columns]

    def cells(self, values: Mapping[str, Any]) -> list[Any]:
        """A row to be written."""
        return [_written(column, values.get(column.name)) for column in self.columns]


def read(path: Path | IO[bytes], shape: Shape) -> Reading:
    """Read the sheet that bears the shape's title, else the first. The file may bear any name, or none."""
    reading = Reading()
    try:
        content = path.read_bytes() if isinstance(path, Path) else path.read()
        shown = load_workbook(BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(BytesIO(content), read_only=True)
        page = _sheet_of(shown, shape)
        reading.sheet = page.title
        rows = list(_pairs(page, formulas[page.title]))
    except UNREADABLE:
        reading.faults.append(Fault("—", "", _("This file can't be read as an Excel workbook.")))
        return reading
    _read_rows(reading, shape, iter(rows))
    return reading


def _sheet_of(book: Any, shape: Shape) -> Any:
    names = in_all_languages(shape.title)
    sheets = [book[name] for name in book.sheetnames if hasattr(book[name], "iter_rows")]
    named = [page for page in sheets if plain(page.title) in names]
    return (named or sheets)[0]


def _pairs(page: Any, formulas: Any) -> Iterator[tuple[int, list[Any]]]:
    """Number and cells of each row that isn't empty. A formula nobody reckoned stands for itself."""
    most = MOST_ROWS + FIRST_ROWS + 1
    for part in (page, formulas):
        part.reset_dimensions()
    limits = {"max_row": most, "max_col": MOST_COLUMNS, "values_only": True}
    both = zip(page.iter_rows(**limits), formulas.iter_rows(**limits), strict=False)
    for number, (values, sources) in enumerate(both, 1):
        cells = [
            UNRECKONED if value is None and source is not None else value
            for value, source in zip(values, sources, strict=False)
        ]
        if any(cell not in (None, "") for cell in cells):
            yield number, cells


def _read_rows(reading: Reading, shape: Shape, rows: Iterator[tuple[int, list[Any]]]) -> None:
    places = _find_heads(reading, shape, rows)
    if places is None:
        return
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in rows:
        if len(reading.rows) >= shape.most:
            text = _("At most %(most)s rows can be read at once. Divide the file.") % {"most": shape.most}
            reading.faults.append(Fault(reading.sheet, f"A{number}", text))
            return
        if not any(_cell(cells, at) not in (None, "") for at in places.values()):
            continue
        row = Row(number, _clean(reading, shape, places, number, cells))
        _refuse_twice(reading, shape, row, seen)
        reading.rows.append(row)
    if not reading.rows:
        reading.faults.append(Fault(reading.sheet, "", _("There is no row below the headings.")))


def _find_heads(
    reading: Reading, shape: Shape, rows: Iterator[tuple[int, list[Any]]]
) -> dict[str, int] | None:
    """Where each column stands, by the first row that holds half as many headings as must be there."""
    known = {column.name: in_all_languages(column.head) for column in shape.columns}
    needed = max(1, sum(not column.optional for column in shape.columns) // 2)
    for number, cells in rows:
        if number > FIRST_ROWS:
            break
        texts = [plain(str(cell)) if isinstance(cell, str) else "" for cell in cells]
        found = {
            name: [at for at, text in enumerate(texts) if text in heads] for name, heads in known.items()
        }
        if sum(bool(at) for at in found.values()) >= needed:
            return _judge_heads(reading, shape, number, cells, found)
    missing = listed(shape.heads())
    text = _("No row of headings was found. Needed are: %(heads)s.") % {"heads": missing}
    reading.faults.append(Fault(reading.sheet, "", text))
    return None


def _judge_heads(
    reading: Reading, shape: Shape, number: int, cells: list[Any], found: dict[str, list[int]]
) -> dict[str, int]:
    """Missing and doubled headings are said; columns that mean nothing are named."""
    for column in shape.columns:
        at = found[column.name]
        if not at and not column.optional:
            text = _("The heading “%(head)s” is missing in this row.") % {"head": column.head}
            reading.faults.append(Fault(reading.sheet, f"A{number}", text))
        for again in at[1:]:
            text = _("The heading “%(head)s” stands here a second time.") % {"head": column.head}
            reading.faults.append(Fault(reading.sheet, f"{get_column_letter(again + 1)}{number}", text))
    places = {name: at[0] for name, at in found.items() if at}
    taken = {each for at in found.values() for each in at}
    reading.unread = [str(cell) for n, cell in enumerate(cells) if n not in taken and cell not in (None, "")]
    reading.letters = {name: get_column_letter(at + 1) for name, at in places.items()}
    return places


def _clean(
    reading: Reading, shape: Shape, places: dict[str, int], number: int, cells: list[Any]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in shape.columns:
        at = places.get(column.name)
        if at is None:
            if column.optional:
                values[column.name] = column.field.clean("") if not column.field.required else None
            continue
        try:
            values[column.name] = column.field.clean(_typed(_cell(cells, at), column.field))
        except ValidationError as error:
            missing = getattr(error, "code", "") == "required"
            text = _("This cell must be filled in.") if missing else error.messages[0]
            reading.faults.append(Fault(reading.sheet, f"{get_column_letter(at + 1)}{number}", text))
    return values


def _refuse_twice(reading: Reading, shape: Shape, row: Row, seen: dict[tuple[Any, ...], int]) -> None:
    if not shape.once or any(name not in row.values for name in shape.once):
        return
    key = tuple(str(row[name]) for name in shape.once)
    if key in seen:
        text = _("The same stands in row %(number)s already.") % {"number": seen[key]}
        reading.blame(row, shape.once[-1], text)
    seen.setdefault(key, row.number)


def _cell(cells: list[Any], at: int) -> Any:
    return cells[at] if at < len(cells) else None


def _typed(value: Any, wanted: forms.Field) -> Any:
    """A cell as a person would have typed it into the field."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.strip()
        if text in ERRORS:
            raise ValidationError(_("The formula of this cell fails (%(error)s).") % {"error": text})
        return text
    if value is UNRECKONED:
        raise ValidationError(
            _("This formula has no result yet. Open the file in Excel, save it, and try again.")
        )
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, datetime):
        return value.date() if isinstance(wanted, forms.DateField) else value.date().isoformat()
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return f"{Decimal(format(value, '.15g')):f}"  # what the workbook shows, not 0.30000000000000004
    return str(value)


def _written(column: Column, value: Any) -> Any:
    written = getattr(column.field, "written", None)
    return written(value) if written and value not in (None, "") else value


def _place(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    number = cell[len(letters) :]
    return int(number or 0), len(letters), letters
