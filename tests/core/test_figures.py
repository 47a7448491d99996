"""Amounts, dates and sizes as an official writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from core import dates, figures

EVENING = datetime(2026, 3, 26, 16, 30, tzinfo=UTC)  # past midnight in Shanghai
EARLY = datetime(2026, 3, 27, 1, 30, tzinfo=UTC)


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    with override(request.param):
        yield request.param


def test_amounts_have_thousands_and_two_decimals_in_both_languages(language):
    assert figures.amount_text(Decimal("4860000")) == "4,860,000.00"
    assert figures.amount_text("0.005") == "0.01"
    assert figures.amount_text(None) == figures.amount_text("") == ""


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("214600000", "21,460万元", "CNY 214.60 million"),
        ("1353600", "135.36万元", "CNY 1.35 million"),
        ("50000", "5万元", "CNY 50,000"),
    ],
)
def test_charts_count_in_the_units_of_the_language(amount, chinese, english):
    with override("zh-hans"):
        assert figures.wan_text(amount) == chinese
    with override("en"):
        assert figures.wan_text(amount) == english


@pytest.mark.parametrize(
    ("amount", "parts"),
    [
        ("386000000", ("3.86", "亿元")),
        ("14200000", ("1,420.00", "万元")),
        ("980", ("980.00", "元")),
        ("", ("", "")),
    ],
)
def test_large_figures_choose_their_unit(amount, parts):
    with override("zh-hans"):
        assert figures.scaled_parts(amount) == parts


def test_large_english_figures_count_in_millions_from_one_on():
    with override("en"):
        assert figures.scaled_parts("14200000") == ("14.20", "CNY million")
        assert figures.scaled_parts("540000") == ("540,000", "CNY")


@pytest.mark.parametrize(
    ("part", "whole", "width"),
    [(1, 3, "33.33%"), (5, 3, "100%"), (-1, 3, "0%"), (1, 0, "0%"), (None, 3, "0%"), ("a", 3, "0%")],
)
def test_bars_stay_within_their_frame(part, whole, width):
    assert figures.share(part, whole).replace(".00", "") == width


def test_sizes_are_read_at_a_glance():
    with override("en"):
        texts = [figures.size_text(size) for size in (1, 900, 840_000, 1_258_291, 3 * 1024**3)]
    assert texts == ["1 byte", "900 bytes", "820 KB", "1.2 MB", "3.0 GB"]


def test_dates_are_those_of_shanghai():
    with override("zh-hans"):
        assert dates.long_date(EVENING) == "2026年3月27日"
        assert dates.long_date(EVENING, weekday=True) == "2026年3月27日 星期五"
        assert dates.with_time(dates.short_date(EARLY, EVENING), EARLY) == "3月27日 09:30"
    with override("en"):
        assert dates.long_date(EVENING, weekday=True) == "Friday, 27 March 2026"
        assert dates.with_time(dates.short_date(EARLY, EVENING), EARLY) == "27 March, 09:30"


def test_the_year_is_left_out_only_within_the_same_year():
    with override("zh-hans"):
        assert dates.short_date(date(2025, 12, 31), EARLY) == "2025年12月31日"
        assert dates.short_date(date(2026, 1, 1), EARLY) == "1月1日"
        assert dates.short_date(date(2026, 1, 1)) == "2026年1月1日"


@pytest.mark.parametrize("text", ["2026-03-27", "2026-03-27T09:30:00+08:00", "2026-03-27T01:30:00Z"])
def test_frozen_payloads_hold_texts(text):
    with override("zh-hans"):
        assert dates.long_date(text) == "2026年3月27日"
    assert dates.machine(text).startswith("2026-03-27")


def test_nothing_gives_nothing():
    assert [dates.long_date(v) for v in (None, "")] == ["", ""]
    assert dates.clock_time(date(2026, 3, 27)) == ""
