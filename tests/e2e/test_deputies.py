"""How a unit keeps its work going, in a real browser. Runs before a project's life, which moves the clock by years."""

from tests.e2e.life import office
from tests.e2e.people import People


def test_a_leave_with_a_deputy_through_three_steps(visit):
    people = People(visit)
    office.leave(people)
    office.back(people)


def test_a_hand_over(visit):
    office.hand_over(People(visit))
