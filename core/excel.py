"""Lists as Excel workbooks: numbers stay numbers, dates stay dates, and no text becomes a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core.dates import SHANGHAI

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRACTICE = "练习用表 无效"
"""Begins the name of a workbook from the practice area, and stands above each printed page of it."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(name: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A workbook of one sheet, to be saved as `name`.xlsx. `rows` may be an iterator over any number of rows."""
    if settings.PRACTICE:
        name = f"{PRACTICE} {name}"
    book = Workbook(write_only=True)
    page = book.create_sheet(name[:31].translate({ord(c): " " for c in "[]:*?/\\"}))
    page.freeze_panes = "A2"
    if settings.PRACTICE:
        page.oddHeader.center.text = PRACTICE
    for number, head in enumerate(heads, 1):
        page.column_dimensions[get_column_letter(number)].width = max(12, 2 * len(str(head)) + 4)
    page.append([_head(page, head) for head in heads])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    out = BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _head(page: Any, text: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=str(text))
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None) if value.tzinfo else value
    if value is None or isinstance(value, bool | int | float | date) or hasattr(value, "quantize"):
        return value
    cell = WriteOnlyCell(page, value=str(value))
    if str(value).startswith(FORMULA):
        cell.data_type, cell.quotePrefix = "s", True
    return cell
