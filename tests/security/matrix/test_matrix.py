"""Nobody reaches what the matrix doesn't grant (security promise 1).

The rows are still to be written: until then this proof is red, and stands among the long ones. Each app's own
tests hold the tenancy of its pages.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.security.matrix import probe, suggest, table
from tests.security.matrix.routes import all_routes
from tests.security.matrix.samples import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.nightly]

ROUTES = {route.name: route for route in all_routes()}
ROWS = table.rows()
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "TRACE")


@pytest.fixture(scope="module")
def clients(django_db_setup, django_db_blocker):
    """One signed-in client for each column."""
    with django_db_blocker.unblock():
        return {column: probe.client_for(username) for column, username in table.COLUMNS.items()}


def test_every_route_and_method_has_a_row_and_every_row_a_route(request, clients):
    known = {row.key for row in ROWS}
    missing = suggest.missing_rows(ROUTES.values(), known)
    if missing and request.config.getoption("suggest_rows"):
        print(suggest.suggestion(missing, clients))
    assert not [f"{m} {r.name}" for m, r in missing], "routes without a row"
    assert not [row.key for row in ROWS if row.route not in ROUTES], "rows without a route"
    assert len(known) == len(ROWS), "a row stands twice"


def test_every_row_that_grants_nothing_says_why():
    """A row without any A proves nothing unless the method doesn't exist."""
    empty = [
        row.key
        for row in ROWS
        if "A" not in row.expected.values() and set(row.expected.values()) - {"M", "L"}
    ]
    assert not empty


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.route}")
def test_each_person_gets_what_the_matrix_says(row, clients):
    route = ROUTES[row.route]
    arguments = SAMPLES[row.object]()
    wrong = []
    for column, expected in row.expected.items():
        with transaction.atomic():
            answer = probe.ask(clients[column], row.method, row.route, arguments, route.callback)
            transaction.set_rollback(True)
        if answer.code != expected:
            wrong.append(f"{column}: {answer.code} ({answer.status}) instead of {expected}")
        if expected != "A" and answer.written:
            wrong.append(f"{column}: a refused request wrote {answer.written}")
    assert not wrong, f"{row.method} {row.route}: {'; '.join(wrong)}"


@pytest.mark.parametrize("route", ROUTES.values(), ids=lambda route: route.name)
def test_no_other_method_does_anything(route, clients):
    row = next((r for r in ROWS if r.route == route.name), None)
    arguments = SAMPLES[row.object]() if row else {}
    for method in OTHER_METHODS:
        if (method, route.name) in {r.key for r in ROWS}:
            continue
        answer = probe.ask(clients["handler_a"], method, route.name, arguments, route.callback)
        assert answer.code in "DLNM", f"{method} {route.name} answered {answer.status}"
        assert not answer.written
