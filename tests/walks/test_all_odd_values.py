"""What `test_bad_input` tries in turn, all of it."""

import pytest

from tests.walks.hostile import on_the_way, others
from tests.walks.hostile.attack import Attack

pytestmark = [pytest.mark.django_db, pytest.mark.nightly]


@pytest.fixture(scope="module")
def faults(held, patch):
    """The story stands for the whole module: other forms are asked about what it has left."""
    patch.setattr(Attack, "thorough", True)
    return on_the_way.faults(patch)


def test_every_step_bears_all_of_it(faults):
    assert not faults


def test_every_other_form_bears_all_of_it(faults):
    found = []
    for attack in others.attacks(found):
        attack.run()
    assert not found
