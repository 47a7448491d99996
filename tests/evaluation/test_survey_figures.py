"""E4: how many are asked, whom, and what their answers come to."""

from decimal import Decimal as D

import pytest

from evaluation.rules.sampling import Precision, allocate, draw, sample_size
from evaluation.rules.satisfaction import (
    Distribution,
    distribution,
    enough,
    linear_points,
    plain_points,
    suppressed,
    together,
)

FIVE = Precision(error=D("0.05"), z=D("1.96"), census_max=30)
TEN = Precision(error=D("0.1"), z=D("1.96"), census_max=30)
PUBLISHED = Distribution((62, 78, 25, 9, 4))


@pytest.mark.parametrize(
    ("frame", "sample"),
    [(1, 1), (30, 30), (31, 29), (100, 80), (300, 169), (1000, 278), (5000, 357), (20000, 377)],
)
def test_e4_sample_sizes(frame, sample):
    assert sample_size(frame, FIVE) == sample


@pytest.mark.parametrize(("frame", "sample"), [(100, 50), (1000, 88)])
def test_e4_small_projects_may_ask_fewer(frame, sample):
    assert sample_size(frame, TEN) == sample


def test_e4_endless_registers_need_385():
    assert sample_size(10**9, FIVE) == 385


def test_e4_groups_are_asked_in_proportion_and_at_least_five():
    assert allocate([600, 300, 100], 278, 5) == [167, 83, 28]
    assert allocate([970, 20, 10], 278, 5) == [270, 5, 5]
    assert allocate([996, 3, 1], 278, 5) == [277, 3, 1], "never more than there are"
    assert allocate([], 10, 5) == [] and allocate([0, 0], 0, 5) == [0, 0]


def test_e4_the_sum_is_never_less_than_the_sample():
    for sizes in ([7, 7, 7, 7], [1, 2, 3, 994], [333, 333, 334]):
        wanted = sample_size(sum(sizes), FIVE)
        given = allocate(sizes, wanted, 5)
        assert sum(given) >= min(wanted, sum(sizes))
        assert all(0 < seat <= size for seat, size in zip(given, sizes, strict=True))


def test_e4_the_draw_can_be_repeated_and_depends_on_the_seed():
    first = draw("0f" * 16, 1, 200)
    assert first == draw("0f" * 16, 1, 200) and sorted(first) == list(range(1, 201))
    assert first != draw("1f" * 16, 1, 200) and first != draw("0f" * 16, 2, 200)


def test_e4_the_draw_favours_nobody():
    """Each of 20 positions is among the first five of 2,000 draws about 500 times."""
    counts = [0] * 20
    for seed in range(2000):
        for position in draw(f"{seed:032x}", 1, 20)[:5]:
            counts[position - 1] += 1
    assert all(420 < count < 580 for count in counts)


def test_e4_satisfaction_is_the_sum_of_the_answers():
    assert PUBLISHED.n == 178 and PUBLISHED.worth == 14380
    assert PUBLISHED.rate == D("80.79") and PUBLISHED.satisfied_share == D("78.65")
    assert Distribution((0, 0, 0, 0, 0)).rate == 0


def test_answers_are_counted_by_step():
    assert distribution([5, 5, 3, 1, 4]) == Distribution((2, 1, 1, 0, 1))
    one, other = Distribution((1, 2, 3, 4, 5)), Distribution((5, 4, 3, 2, 1))
    assert together([one.tally, other.tally]) == Distribution((6,) * 5).tally


@pytest.mark.parametrize(
    ("rate", "given"),
    [
        ("100", "20.00"),
        ("90", "20.00"),
        ("80.79", "13.86"),
        ("75", "10.00"),
        ("60", "0.00"),
        ("59.99", "0.00"),
    ],
)
def test_e4_full_points_from_90_none_below_60_linear_between(rate, given):
    assert linear_points(D(rate), D(20), full_at=D(90), zero_at=D(60)) == D(given)


def test_recipients_part_of_a_shared_indicator():
    assert plain_points(D("78.67"), D(15)) == D("11.80")


@pytest.mark.parametrize(
    ("valid", "frame", "result"), [(30, 1000, True), (29, 1000, False), (12, 12, True), (11, 12, False)]
)
def test_e4_thirty_answers_or_everybody(valid, frame, result):
    assert enough(valid, frame, 30) is result


def test_e4_privacy_small_groups_are_hidden_with_one_more():
    assert suppressed({"a": 40, "b": 4, "c": 12}, 5) == {"b", "c"}
    assert suppressed({"a": 40, "b": 4, "c": 2}, 5) == {"b", "c"}
    assert suppressed({"a": 40, "b": 5}, 5) == set()
    assert suppressed({"a": 3}, 5) == {"a"}
