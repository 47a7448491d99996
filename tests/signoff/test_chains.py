"""A unit lays down its chains itself, and only ones that can be gone through to the end."""

from __future__ import annotations

import pytest

from accounts import demo as people
from accounts.models import Membership, User
from signoff.models import Chain
from signoff.steps import choices
from tests.signoff.world import CHIEF, DEPUTY, HANDLER, HEAD, member, station
from workflow.engine import execute
from workflow.obstacles import Refused


def refused(act) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


@pytest.mark.parametrize("positions", [(2,), (1, 3), (2, 3)])
def test_stations_are_numbered_without_a_gap(world, positions):
    rows = [station(p, who) for p, who in zip(positions, (member(CHIEF), member(DEPUTY)), strict=False)]
    assert refused(lambda: world.chain(*rows)).obstacles[0].field == "stations"


def test_the_same_post_signs_once(world):
    assert refused(lambda: world.chain(station(1, member(CHIEF)), station(2, member(CHIEF)))).rules == {
        "A7.12"
    }


def test_a_post_that_nobody_holds_is_refused(world):
    unit = people.organisation("sfj")
    Membership.objects.filter(organisation=unit).update(is_active=False)
    assert refused(lambda: world.chain(station(1, f"unit:{unit.pk}"))).rules == {"A7.12"}


def test_the_head_alone_before_their_own_step_adds_nobody(world):
    for rows in ([station(1, "role:head")], [station(1, member(CHIEF)), station(2, member(HEAD))]):
        found = refused(lambda rows=rows: world.chain(*rows))
        assert [(o.rule, o.field) for o in found.obstacles] == [("A7.12", "stations")]
    Membership.objects.filter(user__username=DEPUTY).update(roles=["head"])
    assert world.chain(station(1, "role:head")).state == "in_force", (
        "one of two signs, the other takes the step"
    )


def test_the_head_alone_lays_it_down_and_for_the_own_unit(world):
    assert refused(lambda: world.chain(who=HANDLER)).kind == "actor"
    chain = world.chain()
    with pytest.raises(Refused) as caught:
        execute(chain, "end", people.actor("sfj.lingdao"), {"reason": "不再需要。"})
    assert caught.value.kind == "actor"
    assert not Chain.objects.visible_to(people.actor("sfj.lingdao")).exists()


def test_one_chain_for_a_step_and_a_floor(world):
    """The old one is ended first, so that nobody loses a chain by mistake."""
    first = world.chain()
    again = refused(world.chain)
    assert again.rules == {"A7.12"}, again
    execute(first, "end", people.actor(HEAD), {"reason": "内控手册修订。"})
    assert world.chain().state == "in_force"


def test_a_unit_chooses_among_decisions_of_its_own_people(world):
    def offered(who):
        return {step for _group, rows in choices(people.actor(who)) for step, _label in rows}

    own, finance = offered(HEAD), offered("czj.juzhang")
    assert "procurement.project.submit" in own and "procurement.project.grant" not in own
    assert "procurement.project.grant" in finance and "contracts.payment.disburse" in finance
    assert not any(step.startswith("signoff.") for step in own | finance)


def test_a_row_that_nobody_touched_is_no_station(world, client):
    """The page offers three rows; their ways of signing are chosen already."""
    client.force_login(User.objects.get(username=HEAD))
    rows = {"stations-TOTAL_FORMS": "3", "stations-INITIAL_FORMS": "0", "step": "procurement.project.submit"}
    rows |= {"stations-0-position": "1", "stations-0-who": member(CHIEF)}
    rows |= {f"stations-{n}-kind": "approve" for n in range(3)}
    assert client.post("/sign-off/chains/lay-down/", rows).status_code == 302
    assert Chain.objects.get().stations.count() == 1


def test_a_row_that_is_added_offers_the_same_posts(world, client):
    """A chain of more than three: the fourth row comes from the page's own template."""
    client.force_login(User.objects.get(username=HEAD))
    page = client.get("/sign-off/chains/lay-down/").content.decode()
    assert page.count('value="role:handler"') == 3 + 1
