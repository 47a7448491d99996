"""E3: from findings to points, from points to a total and a grade. The vectors were worked out by hand."""

from decimal import Decimal as D
from fractions import Fraction

import pytest

from evaluation.kinds import Grade, Method
from evaluation.rules.arithmetic import share, two_places
from evaluation.rules.combining import Thresholds, combine, final_grade, party_share, weights_are_valid
from evaluation.rules.points import Formula, points

LEVELS = Thresholds(excellent=D(90), good=D(80), fair=D(60))
WEIGHTS = {"purchaser": D("0.4"), "recipients": D("0.3"), "third_party": D("0.3")}


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("2.675", "2.68"), ("13.8577", "13.86"), ("-0.005", "-0.01"), ("1.004999", "1.00")],
)
def test_rounding_is_half_up_at_two_places(exact, rounded):
    assert two_places(D(exact)) == two_places(Fraction(exact)) == D(rounded)


def test_nought_of_nothing_is_nought():
    assert share(0, 0) == D("0.00")


@pytest.mark.parametrize(
    ("full_at", "zero_at", "finding", "wanted"),
    [
        (1200, 0, 1236, "15.00"),  # more than the target gives no more than all
        (420, 0, 353, "12.61"),  # 353/420 × 15 = 12.607
        (95, 60, 60, "0.00"),
        (95, 60, 40, "0.00"),
        (95, 60, "77.5", "7.50"),
        (0, 5, 0, "15.00"),  # the less the better
        (0, 5, 2, "9.00"),
        (0, 5, 9, "0.00"),
        (2, 10, 6, "7.50"),
    ],
)
def test_e3_proportional_in_either_direction(full_at, zero_at, finding, wanted):
    formula = Formula(Method.PROPORTIONAL, D(15), full_at=D(full_at), zero_at=D(zero_at))
    assert points(formula, D(finding)) == D(wanted)


def test_e3_each_case_costs_its_part():
    formula = Formula(Method.DEDUCT, D(5), full_at=D(0), zero_at=D(3))
    assert [points(formula, D(n)) for n in range(5)] == [D("5.00"), D("3.33"), D("1.67"), D(0), D(0)]


def test_e3_steps_count_from_their_value_upwards():
    formula = Formula(Method.STEPS, D(5), steps=((D(95), D(5)), (D(90), D(4)), (D(80), D(2))))
    assert [points(formula, D(f)) for f in ("95", "94.99", "90", "80", "79.9")] == [5, 4, 4, 2, 0]


def test_e3_yes_or_no():
    formula = Formula(Method.YES_NO, D(6))
    assert (points(formula, D(1)), points(formula, D(0))) == (6, 0)


def test_e3_assessed_points_stay_within_the_indicators_points():
    formula = Formula(Method.ASSESSED, D(5))
    assert [points(formula, D(f)) for f in ("4.5", "7", "-1")] == [D("4.50"), 5, 0]


def test_a_linear_formula_needs_two_ends():
    with pytest.raises(ValueError, match="two different"):
        points(Formula(Method.PROPORTIONAL, D(5), full_at=D(0), zero_at=D(0)), D(1))


def test_e3_three_parties_are_combined_by_their_weights():
    marks = {"purchaser": D("13.20"), "recipients": D("11.80"), "third_party": D("12.60")}
    assert combine(marks, WEIGHTS) == D("12.60")


def test_e3_where_two_score_their_weights_keep_their_proportion():
    assert combine({"purchaser": D(10), "third_party": D(3)}, WEIGHTS) == D("7.00")
    assert combine({"recipients": D("13.86")}, WEIGHTS) == D("13.86")


def test_e3_nobodys_points_cannot_be_combined():
    with pytest.raises(ValueError, match="nobody"):
        combine({}, WEIGHTS)


@pytest.mark.parametrize(
    ("weights", "valid"),
    [
        (WEIGHTS, True),
        ({**WEIGHTS, "recipients": D(0), "purchaser": D("0.7")}, False),
        ({**WEIGHTS, "purchaser": D("0.5")}, False),
        ({"purchaser": D(1)}, False),
    ],
)
def test_e3_parties_no_party_is_nought(weights, valid):
    assert weights_are_valid(weights) is valid


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", Grade.EXCELLENT),
        ("90.00", Grade.EXCELLENT),
        ("89.99", Grade.GOOD),
        ("80.00", Grade.GOOD),
        ("79.99", Grade.FAIR),
        ("60.00", Grade.FAIR),
        ("59.99", Grade.POOR),
    ],
)
def test_e1_grade_thresholds_include_their_number(total, grade):
    assert LEVELS.grade(D(total)) is grade


def test_e3_diverted_funds_make_any_total_poor():
    assert final_grade(D("99.00"), LEVELS, diverted=True) is Grade.POOR


def test_a_partys_share_is_of_the_points_it_could_give():
    purchaser = [("15.00", 15), ("8.40", 10), ("13.20", 15), ("5.00", 5), ("4.25", 5)]
    assert party_share((D(a), D(b)) for a, b in purchaser) == D("91.70")
