"""Workbooks that come in: each bad cell has its message and its address, and nothing is guessed."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from core import excel
from core.money import CENT, MoneyFormField
from core.workbooks import MOST_ROWS, Choice, Column, Day, Shape, read

SHAPE = Shape(
    _("Budget lines"),
    Column("code", _("Number of the budget item"), forms.CharField(max_length=10)),
    Column("amount", _("Approved amount (yuan)"), MoneyFormField(min_value=CENT)),
    Column("source", _("Source of funds"), Choice([("fund", _("Government-managed funds"))])),
    Column("until", _("Deadline"), Day(required=False), optional=True),
    once=("code",),
)
HEADS = ["Number of the budget item", "Approved amount (yuan)", "Source of funds", "Deadline"]


def book(*rows, heads=HEADS, title="预算", above=()):
    made, out = Workbook(), BytesIO()
    made.active.title = title
    for row in [*above, heads, *rows]:
        made.active.append(row)
    made.save(out)
    out.seek(0)
    return out


def said(reading):
    return {fault.cell: str(fault.text) for fault in reading.in_order()}


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_rows_come_out_typed_whatever_kind_of_cell_they_stood_in():
    given = book(["A1", "1,200.50", "Government-managed funds", "2026年3月5日"], [7, 0.1 + 0.2, "fund", None])
    reading = read(given, SHAPE)
    assert said(reading) == {}
    assert reading.rows[0].values == {
        "code": "A1",
        "amount": Decimal("1200.50"),
        "source": "fund",
        "until": date(2026, 3, 5),
    }
    assert reading.rows[1]["code"] == "7"
    assert reading.rows[1]["amount"] == Decimal("0.30")
    assert reading.rows[1]["until"] is None


def test_a_file_is_read_whatever_it_is_called(tmp_path):
    kept = tmp_path / "0f3a"
    kept.write_bytes(book(["A1", 5, "fund", None]).getvalue())
    assert len(read(kept, SHAPE).rows) == 1


def test_headings_are_known_in_each_language_and_below_a_title():
    with override("zh-hans"):
        heads = SHAPE.heads()
    assert heads != HEADS
    reading = read(book(["A1", 5, "fund", None], heads=heads, above=[["某市2026年预算"], []]), SHAPE)
    assert said(reading) == {}
    assert reading.rows[0].number == 4


def test_each_bad_cell_has_its_message_and_its_address():
    rows = [
        ["A1", "1,5", "fund", None],
        ["A1", 5, "gold", "soon"],
        [None, "#REF!", None, datetime(2026, 3, 5)],
        ["A" * 11, "=1+1", "fund", None],
        ["A5", -3, "fund", None],
    ]
    found = said(read(book(*rows), SHAPE))
    assert list(found) == ["B2", "A3", "C3", "D3", "A4", "B4", "C4", "A5", "B5", "B6"]
    assert found["A3"] == "The same stands in row 2 already."
    assert "gold" in found["C3"]
    assert found["A4"] == "This cell must be filled in."
    assert "#REF!" in found["B4"]
    assert "no result" in found["B5"]


def test_missing_doubled_and_unknown_headings_are_said():
    reading = read(book(["A1", "fund", "A1"], heads=[HEADS[0], HEADS[2], HEADS[0]]), SHAPE)
    assert said(reading) == {
        "A1": "The heading “Approved amount (yuan)” is missing in this row.",
        "C1": "The heading “Number of the budget item” stands here a second time.",
    }
    assert read(book(["A1", 5, "fund", 1], heads=[*HEADS[:3], "Remark"]), SHAPE).unread == ["Remark"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (BytesIO(b"no workbook"), "can't be read"),
        (book(heads=["a", "b"]), "No row of headings"),
        (book(), "no row below the headings"),
        (book(*([["A1", 5, "fund", None]] * (MOST_ROWS + 1))), "Divide the file"),
    ],
    ids=["broken", "no heads", "no rows", "too many"],
)
def test_a_file_that_is_wrong_as_a_whole_says_so(given, words):
    assert any(words in str(fault.text) for fault in read(given, SHAPE).faults)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_written_is_read_again(language):
    row = {"code": "=1+1", "amount": Decimal("1200.50"), "source": "fund", "until": date(2026, 3, 5)}
    with override(language):
        response = excel.sheet("预算", SHAPE.heads(), [SHAPE.cells(row)])
    assert load_workbook(BytesIO(response.content)).active["C2"].value != "fund"
    reading = read(BytesIO(response.content), SHAPE)
    assert said(reading) == {}
    assert reading.rows[0].values == row
