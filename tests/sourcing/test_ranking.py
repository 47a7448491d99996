"""The arithmetic of evaluation: figures worked out by hand (rules B5, B5.2, B5.RANK)."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from sourcing import draw
from sourcing.rules import ranking
from sourcing.rules.ranking import Entry, LowPriceRates, evaluate, low_price_reasons

RATES = LowPriceRates(D("0.50"), D("0.50"), D("0.45"))


def lot(key):
    return {"a": "2", "b": "1", "c": "3"}[key]


def test_the_lowest_price_scores_full_marks_and_the_others_in_proportion():
    entries = [
        Entry("a", D("498000.00"), D(0), (D("80"), D("82"), D("81"))),
        Entry("b", D("512500.00"), D(0), (D("78.5"), D("80"), D("79"))),
        Entry("c", D("525000.00"), D(0), (D("83"), D("85"), D("84"))),
    ]
    rows = {r.key: r for r in evaluate(entries, D(10), lot)}
    assert (rows["a"].price_score, rows["b"].price_score, rows["c"].price_score) == (
        D("100.00"),
        D("97.17"),
        D("94.86"),
    )
    assert (rows["a"].price_points, rows["b"].price_points, rows["c"].price_points) == (
        D("10.00"),
        D("9.72"),
        D("9.49"),
    )
    assert (rows["a"].other_points, rows["b"].other_points) == (D("81.00"), D("79.17"))
    assert [(r.key, r.total, r.rank) for r in evaluate(entries, D(10), lot)] == [
        ("c", D("93.49"), 1),
        ("a", D("91.00"), 2),
        ("b", D("88.89"), 3),
    ]


def test_figures_are_rounded_half_up_at_two_decimals():
    assert ranking.rounded(D("0.005")) == D("0.01")
    assert ranking.price_score(D("1.00"), D("3.00")) == D("33.33")
    assert ranking.mean([D("80.00"), D("80.01")]) == D("80.01")


def test_a_small_enterprises_price_is_deducted_for_scoring_only():
    entries = [Entry("a", D("100.00"), D(20), (D(50),)), Entry("b", D("90.00"), D(0), (D(50),))]
    first, second = evaluate(entries, D(30), lot)
    assert (first.key, first.adjusted_price, first.price_points) == ("a", D("80.00"), D("30.00"))
    assert (second.key, second.price_score) == ("b", D("88.89"))


def test_equal_totals_go_by_price_and_wholly_equal_ones_by_lot():
    cheaper = [Entry("a", D("100"), D(0), (D("59.00"),)), Entry("b", D("125"), D(0), (D("61.00"),))]
    assert [r.key for r in evaluate(cheaper, D(10), lot)] == ["a", "b"], "69.00 each: the lower price first"
    equal = [Entry(k, D("100"), D(0), (D(60),)) for k in "abc"]
    assert [r.key for r in evaluate(equal, D(10), lot)] == ["b", "a", "c"]


def test_a_price_of_nought_doesnt_break_the_formula():
    rows = evaluate([Entry("a", D("0.00"), D(0), (D(1),)), Entry("b", D("5.00"), D(0), (D(1),))], D(10), lot)
    assert [r.price_score for r in rows] == [D("100.00"), D("0.00")]


@pytest.mark.parametrize(
    ("offer", "offers", "ceiling", "expected"),
    [
        ("41", ("41", "78", "80", "89"), "100", ["lowprice.ceiling"]),
        ("45", ("45", "78", "80", "89"), "100", []),
        ("30", ("30", "78", "80", "89"), "100", ["lowprice.mean", "lowprice.second", "lowprice.ceiling"]),
        ("50", ("50", "100", "150"), "100", []),
        ("49.99", ("49.99", "100", "150.01"), "100", ["lowprice.mean", "lowprice.second"]),
        ("10", ("10",), "100", ["lowprice.ceiling"]),
    ],
    ids=["the bank's vector", "exactly 45 %", "all three", "exactly half", "just below", "alone"],
)
def test_abnormally_low_prices(offer, offers, ceiling, expected):
    """财库〔2026〕2号: strictly below, on the offers themselves."""
    assert low_price_reasons(D(offer), [D(o) for o in offers], D(ceiling), RATES) == expected


# Drawing


SEED = draw.seed_of("6f6c0f3a", "ab" * 32, ["x", "y", "z"], 1)


def test_a_draw_can_be_done_again_whatever_the_order_of_rows():
    names = [f"expert-{n}" for n in range(40)]
    assert draw.order(SEED, names) == draw.order(SEED, reversed(names))
    assert draw.pool_root(names) == draw.pool_root(reversed(names))


def test_leaving_one_out_leaves_the_order_of_the_others():
    names = [f"expert-{n}" for n in range(40)]
    whole = draw.order(SEED, names)
    assert draw.order(SEED, [n for n in names if n != whole[3]]) == whole[:3] + whole[4:]


def test_another_record_pool_or_number_is_another_draw():
    seeds = {
        SEED,
        draw.seed_of("6f6c0f3a", "cd" * 32, ["x", "y", "z"], 1),
        draw.seed_of("6f6c0f3a", "ab" * 32, ["x", "y"], 1),
        draw.seed_of("6f6c0f3a", "ab" * 32, ["x", "y", "z"], 2),
    }
    assert len(seeds) == 4


def test_every_expert_has_the_same_chance():
    """Chi-squared, 60 experts and 5 seats: the 99.9 % limit for 59 degrees of freedom is 98.3; bias is far above."""
    names, seats, runs = [str(n) for n in range(60)], 5, 3000
    counts = dict.fromkeys(names, 0)
    for run in range(runs):
        for name in draw.order(draw.seed_of("t", f"{run:064x}", names, 1), names)[:seats]:
            counts[name] += 1
    expected = runs * seats / len(names)
    assert sum((c - expected) ** 2 / expected for c in counts.values()) < 98.3
