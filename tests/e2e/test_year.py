"""A budget year of the finance bureau, in a real browser: from the consultation on the catalogue to the closing.

It moves the legal clock by a year, so it comes after the tests that count from the first day.
"""

from tests.e2e.people import People
from tests.e2e.year import catalogue


def test_a_budget_year(visit):
    people = People(visit)
    catalogue.play(people, 2026)
