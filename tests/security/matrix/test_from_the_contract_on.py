"""The rows of contracts and evaluations."""

from __future__ import annotations

import pytest

from tests.security.matrix.asking import ROWS, name_of, prove

pytestmark = pytest.mark.django_db
LATE = ("contracts", "evaluation")
CHOSEN = [row for row in ROWS if row.app in LATE]


@pytest.mark.parametrize("row", CHOSEN, ids=name_of)
def test_each_person_gets_what_the_matrix_says(row, ground):
    prove(row, row.core, ground)


@pytest.mark.nightly
@pytest.mark.parametrize("row", CHOSEN, ids=name_of)
def test_everybody_gets_what_the_matrix_says(row, ground):
    prove(row, row.expected, ground)
