"""Nobody reaches what the matrix doesn't grant, nor is shown it on the way (security promise 1).

Each route is asked by GET and POST as everybody of `table.COLUMNS`. The answer must be the one that stands in
`rows/<app>.csv`; an allowed one must show the object or leave the step's event; a refused one writes nothing but the
attempt; and no answer holds a canary that its reader may not see. The rows themselves are asked in
`test_until_the_award.py` and `test_from_the_contract_on.py`, so that two processes share them.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from tests import figures
from tests.security.matrix import probe, suggest
from tests.security.matrix.asking import ROUTES, ROWS, count
from tests.security.matrix.samples import find

OTHER_METHODS = ("PUT", "PATCH", "DELETE", "TRACE")
HOW_TO_ADD = (
    "Add a row to tests/security/matrix/rows/<app>.csv: `pytest tests/security/matrix -k every_route "
    "--suggest-rows -s` prints one as the portal answers now. Judge every cell by law and design before you keep it."
)


def test_every_route_and_method_has_a_row_and_every_row_a_route(request, django_db_blocker):
    known = {(row.method, row.route) for row in ROWS}
    missing = suggest.missing_rows(ROUTES.values(), known)
    if missing and request.config.getoption("suggest_rows"):
        ground = request.getfixturevalue("ground")
        with django_db_blocker.unblock():
            for line in suggest.suggestion(missing, ground):
                print(line, flush=True)
    figures.add("access matrix", unlisted=len(missing), rows=len(ROWS))
    assert not [f"{m} {r.name}" for m, r in missing], HOW_TO_ADD
    assert not [row.key for row in ROWS if row.route not in ROUTES], "rows without a route"
    assert len({row.key for row in ROWS}) == len(ROWS), "a row stands twice"


def test_every_row_that_grants_nothing_says_why():
    """A row without any A proves nothing, unless the method doesn't exist."""
    empty = [
        row.key
        for row in ROWS
        if set(row.expected.values()) & set("DNE") and "A" not in row.expected.values()
    ]
    assert not [key for key in empty if not next(r.why for r in ROWS if r.key == key)]


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES.values(), ids=lambda route: route.name)
def test_no_other_method_does_anything(route, ground):
    row = next(row for row in ROWS if row.route == route.name)
    wrong = []
    with transaction.atomic():
        sample = find(ground.world, row.object, route.arguments)
        for method in OTHER_METHODS:
            answer = probe.ask(ground.people["handler_a"], method, route, sample)
            ground.tally.update(count(answer.code not in "DLNM", (), answer.written))
            if answer.code not in "DLNM" or answer.written:
                wrong.append(f"{method} answered {answer.status} and wrote {answer.written}")
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)
