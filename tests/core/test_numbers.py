"""Numbers in forms: what people paste from a workbook is understood, and what could mean two things is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.money import MoneyFormField, parse_amount
from core.numbers import DecimalField, IntegerField, ungrouped

UNDERSTOOD = {
    "6000": "6000",
    "6,000": "6000",
    "６０００": "6000",
    "６，０００．５０": "6000.50",
    " \u00a01,234,567.5\t": "1234567.5",
    "-1,200": "-1200",
    "0.5": "0.5",
    "0": "0",
}
AMBIGUOUS = ["1,5", "0,500", "1,23,456", "12,34", "1.234,5", "6 000", "6、000"]
NO_NUMBERS = ["x", "1e5", "1_0", "٣", "NaN", "Infinity", "--1", "0x10", ",", ".", "1.2.3", ",500", "六千"]


@pytest.mark.parametrize(("typed", "meant"), UNDERSTOOD.items())
def test_what_a_workbook_shows_is_understood(typed, meant):
    assert ungrouped(typed) == meant
    assert DecimalField().clean(typed) == Decimal(meant)
    assert parse_amount(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", AMBIGUOUS + NO_NUMBERS)
@pytest.mark.parametrize("field", [DecimalField, IntegerField, MoneyFormField])
def test_what_could_mean_two_things_is_refused(field, typed):
    with pytest.raises(ValidationError):
        field().clean(typed)


@pytest.mark.parametrize("typed", ["1,200.50元", "１，２００．５０ 元", "￥1200.5元", " 1200.50 元 "])
def test_an_amount_may_name_its_unit(typed):
    assert MoneyFormField().clean(typed) == Decimal("1200.50")


@pytest.mark.parametrize("typed", ["5万元", "元", "5元元", "5角"])
def test_another_unit_is_not_guessed_at(typed):
    with pytest.raises(ValidationError, match="以元为单位"):
        MoneyFormField().clean(typed)


@pytest.mark.parametrize("typed", ["99999999999999999", "100000000000000", "9" * 40, "-" + "9" * 39])
def test_what_is_too_large_is_told_so(typed):
    with pytest.raises(ValidationError, match="过大"):
        MoneyFormField().clean(typed)


def test_whole_numbers_stay_whole():
    assert IntegerField().clean("１２,000") == 12_000
    assert IntegerField().clean(7) == 7
    with pytest.raises(ValidationError):
        IntegerField().clean("1,200.5")


def test_an_empty_field_stays_empty():
    assert IntegerField(required=False).clean("  ") is None
    assert DecimalField(required=False).clean("") is None
