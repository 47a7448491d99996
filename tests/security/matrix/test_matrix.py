"""Nobody reaches what the matrix doesn't grant, nor is shown it on the way (security promise 1).

Each route is asked by GET and POST as everybody of `table.COLUMNS`. The answer must be the one that stands in
`rows/<app>.csv`; an allowed one must show the object or leave the step's event; a refused one writes nothing but the
attempt; and no answer holds a canary that its reader may not see.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.security.matrix import judge, planting, probe, suggest, table
from tests.security.matrix.routes import all_routes
from tests.security.matrix.samples import find

ROUTES = {route.name: route for route in all_routes()}
ROWS = table.rows()
CANARIES = planting.allowed()
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


def name_of(row: table.Row) -> str:
    return f"{row.method} {row.route} {row.object}".strip()


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_each_person_gets_what_the_matrix_says(row, ground):
    prove(row, row.core, ground)


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_everybody_gets_what_the_matrix_says(row, ground):
    prove(row, row.expected, ground)


def prove(row, expected, ground) -> None:
    with transaction.atomic():
        sample, wrong = find(ground.world, row.object, ROUTES[row.route].arguments), []
        for column, code in expected.items():
            wrong += asked(row, column, code, sample, ground)
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def asked(row, column, expected, sample, ground) -> list[str]:
    route, person = ROUTES[row.route], ground.people[column]
    with transaction.atomic():
        answer = probe.ask(person, row.method, route, sample)
        code = judge.found(answer, row.method, route, sample, row.shows, person)
        transaction.set_rollback(True)
    ground.note(answer, column)
    leaks = judge.leaks(answer, column, ground.planted, CANARIES)
    attempt = row.method == "POST" and judge.step_of(route) is not None
    wrong = [
        *judge.faults(answer, code, expected, attempt),
        *(f"was shown {label}" for label in sorted(leaks)),
    ]
    return [f"{column}: {fault}" for fault in wrong]


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize("method", OTHER_METHODS)
@pytest.mark.parametrize("route", ROUTES.values(), ids=lambda route: route.name)
def test_no_other_method_does_anything(route, method, ground):
    row = next(row for row in ROWS if row.route == route.name)
    if (method, route.name) in {(r.method, r.route) for r in ROWS}:
        return
    sample = find(ground.world, row.object, route.arguments)
    answer = probe.ask(ground.people["handler_a"], method, route, sample)
    assert answer.code in "DLNM", f"{method} {route.name} answered {answer.status}"
    assert not answer.written
