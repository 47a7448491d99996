"""B0: the rule sets that succeed one another; chosen by the day on which the activity began."""

from datetime import date

import pytest

from workflow import law


def codes(day: str) -> set[str]:
    return {instrument.code for instrument in law.regime(date.fromisoformat(day))}


def test_policy_of_2014_stands_on_the_law_of_2003_and_order_18() -> None:
    assert codes("2014-07-31") == {"GPL", "O18", "O74", "CC-2014-18"}
    assert "CC-2014-18" not in codes("2014-07-30")


@pytest.mark.parametrize(
    ("last_day", "first_day", "old", "new"),
    [("2017-09-30", "2017-10-01", "O18", "O87"), ("2020-02-29", "2020-03-01", "Z96", "O102")],
)
def test_later_order_takes_over(last_day: str, first_day: str, old: str, new: str) -> None:
    assert old in codes(last_day)
    assert new not in codes(last_day)
    assert old not in codes(first_day)
    assert new in codes(first_day)


def test_regime_of_today() -> None:
    assert codes("2026-11-23") == {
        "GPL", "O74", "CC-2014-18", "M214", "REG", "K124", "K198", "Y87", "O87", "O94", "O101", "O102",
        "B50", "K46", "K22", "K10", "O110", "K19", "B243", "K13", "K2", "K12",
    }  # fmt: skip
