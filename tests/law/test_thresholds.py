"""B14: thresholds by place and day; what was not found says so."""

from datetime import date
from decimal import Decimal

import pytest

from workflow import law

ROWS = [
    ("220000", "2018-12-31", 200_000, False),
    ("220000", "2019-01-01", 500_000, False),
    ("220100", "2014-09-01", 200_000, True),
    ("220100", "2023-12-31", 500_000, True),
    ("220100", "2024-01-01", 500_000, False),
    ("220102", "2020-06-01", 500_000, True),
    ("220102", "2026-06-01", 500_000, True),
    ("220171", "2026-06-01", 500_000, True),
    ("220182", "2026-06-01", 300_000, False),
    ("220122", "2026-06-01", 300_000, False),
]


@pytest.mark.parametrize(("place", "day", "amount", "unconfirmed"), ROWS)
def test_quota_for_services(place: str, day: str, amount: int, unconfirmed: bool) -> None:
    rule = law.threshold("quota_goods_services", place, date.fromisoformat(day))
    assert rule.value == amount
    assert rule.unconfirmed is unconfirmed


def test_amount_equal_to_the_threshold_reaches_it() -> None:
    rule = law.threshold("open_goods_services", "220100", date(2026, 1, 1))
    assert rule.holds(Decimal("2000000.00"))
    assert not rule.holds(Decimal("1999999.99"))


def test_placeholder_says_what_it_stands_for() -> None:
    rule = law.threshold("open_goods_services", "220100", date(2016, 1, 1))
    assert "占位" in rule.note_zh
    assert rule.note_en.startswith("Placeholder")


def test_other_names_are_refused() -> None:
    with pytest.raises(ValueError, match="no threshold"):
        law.threshold("open_tender", "220100", date(2026, 1, 1))
