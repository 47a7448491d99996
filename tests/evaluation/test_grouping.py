"""E4.PRIVACY: what is published of the answers gives away no number of fewer than five people."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from evaluation.rules.grouping import grouped, groups_of, satisfied_share, tally_of
from evaluation.rules.satisfaction import STEPS, WORTH, Distribution

LEAST = 5


def shown(*counts: int) -> list[tuple[tuple[int, ...], int]]:
    return [(group.steps, group.people) for group in grouped(Distribution(counts), LEAST)]


def readings(counts: tuple[int, ...], groups: list[tuple[tuple[int, ...], int]]) -> set[tuple[int, ...]]:
    """All answers that a reader of groups, number and mean must hold possible."""
    worth = Distribution(counts).worth
    parts = [
        [split for split in product(range(people + 1), repeat=len(steps)) if sum(split) == people]
        for steps, people in groups
    ]
    found = (sum(choice, ()) for choice in product(*parts))
    return {one for one in found if sum(c * WORTH[s] for c, s in zip(one, STEPS, strict=True)) == worth}


def test_e4_privacy_large_numbers_stand_for_themselves():
    assert shown(80, 60, 20, 10, 8) == [((5,), 80), ((4,), 60), ((3,), 20), ((2,), 10), ((1,), 8)]


def test_e4_privacy_nobody_is_no_small_number():
    assert shown(40, 30, 10, 0, 0)[-2:] == [((2,), 0), ((1,), 0)]


def test_e4_privacy_small_numbers_go_with_their_neighbours():
    assert shown(14, 15, 4, 2, 1) == [((5,), 14), ((4,), 15), ((3, 2, 1), 7)]


def test_e4_privacy_two_steps_alone_could_be_told_apart_by_the_mean():
    """3 and 2 together are 5; but the mean would say who of them stands where."""
    assert shown(40, 30, 10, 3, 2) == [((5,), 40), ((4,), 30), ((3, 2, 1), 15)]


def test_e4_privacy_six_answers_as_they_were_once_published():
    assert shown(1, 3, 2, 0, 0) == [((5, 4, 3), 6), ((2,), 0), ((1,), 0)]


def test_e4_privacy_where_only_the_mean_tells_no_distribution_is_shown():
    assert shown(7, 1, 0, 0, 0) == [(STEPS, 8)]


def test_the_share_of_the_satisfied_is_told_where_they_stand_apart():
    apart, mixed = Distribution((14, 15, 4, 2, 1)), Distribution((1, 3, 2, 0, 0))
    assert satisfied_share(apart, grouped(apart, LEAST)) == "80.56"
    assert satisfied_share(mixed, grouped(mixed, LEAST)) == ""


@pytest.mark.parametrize("seed", range(40))
def test_e4_privacy_no_small_number_stands_there_or_follows(seed):
    chance = Random(seed)
    counts = tuple(chance.choice([0, 1, 2, 3, 4, 5, 6, 9]) for _step in STEPS)
    if sum(counts) < LEAST:
        return
    groups = shown(*counts)
    assert all(people == 0 or people >= LEAST for _steps, people in groups)
    assert sum((steps for steps, _people in groups), ()) == STEPS
    if len(groups) > 1:
        possible = readings(counts, groups)
        for at, count in enumerate(counts):
            assert count == 0 or count >= LEAST or len({one[at] for one in possible}) > 1, (counts, groups)


def test_cards_that_were_frozen_with_a_number_for_each_step_are_read_the_same_way():
    card = {"counts": [1, 3, 2, 0, 0]}
    assert [(g.steps, g.people) for g in groups_of(card)] == shown(1, 3, 2, 0, 0)
    assert tally_of(card) == Distribution((1, 3, 2, 0, 0)).tally
