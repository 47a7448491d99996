"""The collection of numeric rules (`params.json`): every record is in the rulebook as it was collected."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.law import digest
from workflow import law
from workflow.law.instruments import DATA

COLLECTED = digest.DIGEST.with_name("params.json")
"""Where the collection stands beside the project, it may have grown; the copy in the project always serves."""
THRESHOLDS = ("quota_goods_services", "quota_works", "open_goods_services", "open_works")
PLACES = {
    "吉林省级": "220000",
    "吉林省级、市(州)级": "220100",
    "吉林县(市)级": "220182",
    "长春市本级/市辖区/开发区": "220100",
}


def read() -> dict[str, list[dict[str, Any]]]:
    path = COLLECTED if COLLECTED.exists() else DATA / "params.json"
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


ROWS = read()["rules"]


def day(text: str | None) -> date | None:
    """The collection marks a day that it assumes with a question mark."""
    return date.fromisoformat(text.rstrip("?")) if text else None


def test_every_record_of_the_collection_is_read() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 128
    assert {row["id"] for row in ROWS} <= set(law.ids())


def as_collected(value: Any) -> Any:
    if value is None:
        return None, None, ()
    if isinstance(value, list):
        if isinstance(value[0], str):
            return None, None, tuple(value)
        return Decimal(value[0]), Decimal(value[1]), ()
    top, _, bottom = str(value).partition("/")
    return (Decimal(top) / Decimal(bottom) if bottom else Decimal(top)), None, ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_record_has_the_value_the_days_and_the_certainty_that_were_collected(row: dict[str, Any]) -> None:
    since = day(row["effective_from"]) or date.min
    (rule,) = [found for found in law.history(row["id"]) if found.effective_from == since]
    assert (rule.value, rule.upper, rule.choices) == as_collected(row["value"])
    assert (rule.op, rule.unit) == (row["op"], row["unit"])
    assert rule.effective_to == day(row["effective_to"])
    assert rule.article == row["article"]
    assert rule.enforcement == row["enforcement"][0]
    known = rule.certainty == "know"
    assert (f"know{rule.percent}" if known else rule.certainty) == row["status"]


@pytest.mark.parametrize("number", range(5))
def test_thresholds_of_the_collection_stand_in_their_place_and_time(number: int) -> None:
    """What was not found is a figure all the same, so that something can be compared; it says that it stands in."""
    row = read()["thresholds"][number]
    on = day(row["effective_from"]) or day(row["effective_to"])
    for name in THRESHOLDS:
        rule = law.threshold(name, PLACES[row["jurisdiction"]], on)
        if row[name] is not None:
            assert rule.value == row[name]
            assert rule.certainty == row["status"]
        elif row["status"] == "unknown":
            assert rule.unconfirmed
