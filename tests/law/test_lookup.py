"""Which record holds where and when; a lower jurisdiction may only be stricter."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from workflow import law

TODAY = date(2026, 11, 23)


@pytest.fixture
def changes() -> Iterator[dict]:
    """Overrides by (rule, jurisdiction), as the rulebook registers them."""
    rows: dict[tuple[str, str], list[law.Rule]] = {}
    version = [0]

    def lookup(rule_id: str, jurisdiction: str) -> list[law.Rule]:
        return rows.get((rule_id, jurisdiction), [])

    before = law.lookup.registered()
    law.set_overrides(lookup, lambda: len(rows) + version[0])
    yield rows
    law.set_overrides(*before)


def change(rule_id: str, place: str, value: str, since: date = date(2026, 1, 1), **more: object) -> law.Rule:
    base = law.history(rule_id)[0]
    return replace(
        base, jurisdiction=place, value=Decimal(value), effective_from=since, binds_below=True, **more
    )


def test_effective_dates_include_first_and_last_day() -> None:
    assert law.find("sme.deduct", on=date(2022, 6, 30)).value == Decimal("0.06")
    assert law.find("sme.deduct", on=date(2022, 7, 1)).value == Decimal("0.1")


def test_rule_that_came_later_is_not_in_force_before() -> None:
    with pytest.raises(law.NotInForce):
        law.find("NEG-12", on=date(2019, 1, 1))
    assert law.find("NEG-12", on=date(2020, 3, 1)).article == "O102 10"
    assert not law.applies("NEG-18", on=date(2017, 5, 27))
    assert law.applies("NEG-18", on=date(2017, 5, 28))


def test_later_rule_takes_the_place_of_the_policy_of_2014() -> None:
    """G-2: class I institutions could provide services until February 2020."""
    assert law.find("PRO-3", on=date(2020, 2, 29)).regime == "CC-2014-18"
    assert "O102" in law.find("PRO-3", on=date(2020, 3, 1)).article


def test_unknown_rule_is_an_error_of_the_code() -> None:
    with pytest.raises(law.UnknownRule):
        law.find("A99.9", on=TODAY)


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("", ("",)),
        ("220000", ("220000", "")),
        ("220100", ("220100", "220000", "")),
        ("220102", ("220102", "2201DD", "220100", "220000", "")),
        ("220171", ("220171", "2201DD", "220100", "220000", "")),
        ("220122", ("220122", "2201CC", "220100", "220000", "")),
        ("220182", ("220182", "2201CC", "220100", "220000", "")),
    ],
)
def test_parents_follow_from_the_code(code: str, chain: tuple[str, ...]) -> None:
    assert law.jurisdictions.chain(code) == chain


def test_code_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="administrative division"):
        law.find("contract.sign", jurisdiction="changchun", on=TODAY)


def test_stricter_change_of_a_district_counts_there_only(changes: dict) -> None:
    changes["contract.publish", "220102"] = [change("contract.publish", "220102", "1")]
    assert law.find("contract.publish", jurisdiction="220102", on=TODAY).value == 1
    assert law.find("contract.publish", jurisdiction="220103", on=TODAY).value == 2
    assert law.find("contract.publish", jurisdiction="220102", on=date(2025, 12, 31)).value == 2


def test_laxer_change_of_a_district_does_not_count(changes: dict) -> None:
    changes["contract.publish", "220102"] = [change("contract.publish", "220102", "3")]
    assert law.find("contract.publish", jurisdiction="220102", on=TODAY).value == 2


def test_district_cannot_undercut_its_city(changes: dict) -> None:
    changes["contract.publish", "220100"] = [change("contract.publish", "220100", "1")]
    changes["contract.publish", "220102"] = [change("contract.publish", "220102", "2")]
    assert law.find("contract.publish", jurisdiction="220102", on=TODAY).value == 1


def test_right_of_suppliers_may_not_be_cut_below(changes: dict) -> None:
    """CH-2: seven working days to challenge, nowhere fewer or more."""
    changes["challenge.file", "220102"] = [change("challenge.file", "220102", "5")]
    assert law.find("challenge.file", jurisdiction="220102", on=TODAY).value == 7


def test_city_may_soften_the_switchable_rule(changes: dict) -> None:
    """B1.6: quotations for services, blocked unless the city turns the stop into a warning."""
    base = law.find("B1.6", on=TODAY)
    assert base.switchable
    softened = replace(base, jurisdiction="220100", enforcement=law.Enforcement.WARN, effective_from=TODAY)
    changes["B1.6", "220100"] = [softened]
    assert law.find("B1.6", jurisdiction="220100", on=TODAY).enforcement is law.Enforcement.WARN
    assert law.find("B1.6", on=TODAY).enforcement is law.Enforcement.STOP


def test_new_version_of_the_changes_is_seen_at_once(changes: dict) -> None:
    assert law.find("contract.file", jurisdiction="220100", on=TODAY).value == 7
    changes["contract.file", "220100"] = [change("contract.file", "220100", "5")]
    assert law.find("contract.file", jurisdiction="220100", on=TODAY).value == 5


STRICTER = [
    ("open.bid_prep", "21", True),
    ("open.bid_prep", "19", False),
    ("contract.publish", "1", True),
    ("threshold.quota_goods_services", "300000", True),
    ("threshold.quota_goods_services", "600000", False),
    ("deposit.bid_max", "0.01", True),
    ("complaint.file", "20", False),
    ("lowprice.mean", "0.55", True),
    ("lowprice.mean", "0.45", False),
]


@pytest.mark.parametrize(("rule_id", "value", "allowed"), STRICTER)
def test_which_way_is_stricter(rule_id: str, value: str, allowed: bool) -> None:
    above = law.find(rule_id, jurisdiction="220100", on=TODAY)
    assert law.is_as_strict(change(rule_id, "220102", value), above) is allowed


def test_range_may_only_be_narrowed() -> None:
    base = law.find("sme.deduct", on=TODAY)
    narrower = replace(base, value=Decimal("0.12"), upper=Decimal("0.15"))
    wider = replace(base, value=Decimal("0.05"))
    assert law.is_as_strict(narrower, base)
    assert not law.is_as_strict(wider, base)


HOLDS = [
    ("open.bid_prep", 20, True),
    ("open.bid_prep", 19, False),
    ("deposit.bid_max", Decimal("0.02"), True),
    ("deposit.bid_max", Decimal("0.0201"), False),
    ("lowprice.mean", Decimal("0.5"), False),
    ("consultation.price_weight_services", Decimal("0.3"), True),
    ("consultation.price_weight_services", Decimal("0.31"), False),
    ("expert.share_min", Fraction(2, 3), True),
    ("expert.share_min", Fraction(3, 5), False),
    ("award.notice_period", 1, True),
    ("inquiry.category", "services", False),
    ("inquiry.category", "goods", True),
]


@pytest.mark.parametrize(("rule_id", "fact", "expected"), HOLDS)
def test_limits_include_the_number(rule_id: str, fact: object, expected: bool) -> None:
    """T-4: 以上 and 以下 include it, 不足 and 低于 do not."""
    assert law.find(rule_id, on=TODAY).holds(fact) is expected


def test_parameter_of_the_portal_is_free_for_the_city_but_not_below_it(changes: dict) -> None:
    changes["project.finance_review", "220100"] = [change("project.finance_review", "220100", "20")]
    assert law.find("project.finance_review", jurisdiction="220100", on=TODAY).value == 20
    changes["project.finance_review", "220102"] = [change("project.finance_review", "220102", "30")]
    found = law.find("project.finance_review", jurisdiction="220102", on=TODAY)
    assert found.value == 20


def test_refresh_asks_whoever_keeps_the_changes() -> None:
    asked = []
    before = law.lookup.registered()
    law.set_overrides(before[0], before[1], lambda: asked.append(True))
    try:
        law.refresh()
    finally:
        law.set_overrides(*before)
    assert asked == [True]
