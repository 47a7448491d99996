"""A budget year of the finance bureau, in a real browser.

From the consultation on the catalogue, the budget that goes up and down twice and the plan with the departments'
opinions to applications, grants, what is made public of them, and the closing. It moves the legal clock by two years,
so it comes after the tests that count from the first day; it is long, so it runs at night.
"""

import pytest

from tests.e2e.people import People
from tests.e2e.year import applications, budget, catalogue, closing, plan, rounds

YEAR = 2026
LARGE = ["全市助餐配送服务", "全市助浴入户服务"]
"""Of which everybody is told thirty days ahead."""
SMALL = [f"社区日间照料服务（{number}）" for number in "一二三四五六七八九十"]


@pytest.mark.nightly
def test_a_budget_year(visit):
    people = People(visit)
    catalogue.play(people, YEAR)
    rounds.play(people, YEAR)
    plan.play(people, YEAR, LARGE, SMALL)
    budget.make_public(people, YEAR)
    granted = applications.play(people, YEAR, SMALL)
    assert len(granted) == len(SMALL) - 4, (
        "two stopped at the negative list, one at splitting, one was returned"
    )
    closing.play(people, YEAR, granted)
