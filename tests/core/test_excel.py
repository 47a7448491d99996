"""Exports: numbers stay numbers, no text becomes a formula."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from core import excel

ROWS = [
    ["=1+1", Decimal("4860000.00"), date(2026, 3, 27), datetime(2026, 3, 27, 1, 30, tzinfo=UTC), None, "-3"]
]


def cells():
    response = excel.sheet("待办/2026", ["a", "b", "c", "d", "e", "f"], ROWS)
    assert "filename*=UTF-8''" in response["Content-Disposition"]
    return next(load_workbook(BytesIO(response.content)).active.iter_rows(min_row=2))


def test_a_text_never_becomes_a_formula():
    assert [cell.data_type for cell in cells() if isinstance(cell.value, str)] == ["s", "s"]
    assert cells()[0].value == "=1+1"


def test_numbers_and_days_keep_their_kind():
    _text, amount, day, moment, nothing, _minus = [cell.value for cell in cells()]
    assert amount == 4860000
    assert day == datetime(2026, 3, 27)
    assert moment == datetime(2026, 3, 27, 9, 30)
    assert nothing is None
