"""What `test_bad_input` tries in turn, all of it."""

import pytest

from tests.walks.hostile import on_the_way, others
from tests.walks.hostile.attack import Attack

pytestmark = [pytest.mark.django_db, pytest.mark.nightly]


@pytest.fixture(scope="module", autouse=True)
def thorough(patch):
    patch.setattr(Attack, "thorough", True)


def test_every_step_bears_all_of_it(held, patch):
    assert not on_the_way.faults(patch)


def test_every_other_form_bears_all_of_it(held):
    found = []
    for attack in others.attacks(found):
        attack.run()
    assert not found
