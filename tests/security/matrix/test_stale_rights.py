"""A right that is taken away ends with the next request, in the middle of a session (ASVS 7.4.2, 8.3.2)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import Membership, User
from sourcing.models import PanelSeat
from tests.evaluation.world import as_if
from tests.security.matrix import probe
from tests.security.matrix.routes import all_routes
from tests.security.matrix.samples import find

pytestmark = pytest.mark.django_db

ROUTES = {route.name: route for route in all_routes()}


@pytest.fixture
def asks(ground):
    """`asks(column, route, object)`: the code of the answer, in the session that this person has all along."""

    def ask(column: str, name: str, spec: str) -> str:
        sample = find(ground.world, spec, ROUTES[name].arguments)
        return probe.ask(ground.people[column], "GET", ROUTES[name], sample).code

    return ask


def test_a_role_that_is_revoked_is_gone_at_once(asks):
    assert asks("handler_a", "procurement:project-prepare", "project.draft") == "A"
    Membership.objects.filter(user__username="mzj.jingban").update(roles=[])
    assert asks("handler_a", "procurement:project-prepare", "project.draft") == "D"
    assert asks("handler_a", "portal:project", "project") == "A", (
        "a colleague without a role still belongs to the unit"
    )


@pytest.mark.parametrize("ended", [{"is_active": False}, {"until": timezone.now().replace(year=2020)}])
def test_who_has_left_the_unit_sees_nothing_of_it(asks, ended):
    assert asks("handler_a", "contracts:contract", "contract") == "A"
    Membership.objects.filter(user__username="mzj.jingban").update(**ended)
    assert asks("handler_a", "contracts:contract", "contract") == "N"


def test_a_disabled_account_is_signed_out(asks):
    User.objects.filter(username="mzj.jingban").update(is_active=False)
    assert asks("handler_a", "contracts:contract", "contract") == "L"


def test_who_steps_down_from_the_panel_sees_no_more_bids(ground, asks):
    assert asks("seated", "documents:file", "file") == "A"
    as_if(PanelSeat._base_manager.get(pk=ground.world.samples["seat"].pk), state="recused")
    assert asks("seated", "documents:file", "file") == "N"
