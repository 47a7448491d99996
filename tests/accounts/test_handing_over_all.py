"""Nobody leaves a post before what is open there has passed to a colleague."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.actors import of_membership
from accounts.handover import remaining
from accounts.models import Deputyship, HandOver
from tests import people
from workflow import clock, engine
from workflow.models import Duty, Event, OutboxRow
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


def duty(member, role="handler", **changes):
    return Duty.objects.create(
        subject_type="procurement.project",
        subject_id=uuid4(),
        title="养老服务",
        url="/x/",
        step="no.such.step",
        label="Look",
        role=role,
        organisation_id=member.organisation_id,
        user_id=member.user_id,
        arose_at=clock.legal_now(),
        **changes,
    )


@pytest.fixture
def unit(db):
    return people.organisation("purchaser")


@pytest.fixture
def giver(unit):
    return people.member(unit, "handler", "opening_officer")


@pytest.fixture
def taker(unit):
    return people.member(unit, "handler")


def hand_over(giver, taker, by=None):
    given = {"giver": giver, "taker": taker, "note": "合同待备案，材料在档案柜。"}
    return engine.create(HandOver, "hand_over", of_membership(by or giver), given)


def test_all_that_fits_passes_in_one_go_with_an_event_each(giver, taker):
    rows = [duty(giver), duty(giver, ""), duty(giver, "opening_officer"), duty(giver, personal=True)]
    done = hand_over(giver, taker)
    assert [Duty.objects.get(pk=row.pk).user_id == taker.user_id for row in rows] == [
        True,
        True,
        False,
        False,
    ]
    given = Event.objects.filter(step="give")
    assert given.count() == 2
    assert {e.content["cause"] for e in given} == {str(done.event_id)}
    assert done.subject.lines.count() == 2
    assert OutboxRow.objects.get(kind="mail").payload["user"] == str(taker.user_id)


def test_what_the_colleague_has_no_role_for_stays(giver, unit):
    duty(giver)
    with pytest.raises(Refused) as caught:
        hand_over(giver, people.member(unit, "cashier"))
    assert caught.value.obstacles[0].field == "taker"


def test_only_oneself_or_the_head(giver, taker, unit):
    duty(giver)
    with pytest.raises(Refused):
        hand_over(giver, taker, by=people.member(unit, "acceptor"))
    hand_over(giver, taker, by=people.member(unit, "head"))


def test_the_note_is_read_by_both_and_their_head(giver, taker, unit, client):
    duty(giver)
    address = hand_over(giver, taker).subject.get_absolute_url()
    for member, status in ((giver, 200), (taker, 200), (people.member(unit, "head"), 200)):
        client.force_login(member.user)
        answer = client.get(address)
        assert answer.status_code == status and "材料在档案柜" in answer.content.decode()
    for other in (people.member(unit, "acceptor"), people.member(people.organisation(), "head")):
        client.force_login(other.user)
        assert client.get(address).status_code == 404


def test_what_keeps_somebody_in_their_post(giver, taker):
    assert not list(remaining.obstacles(giver))
    duty(giver)
    today = clock.legal_date()
    given = {
        "principal": giver,
        "deputy": taker,
        "first_day": today,
        "last_day": today + timedelta(days=3),
        "note": "培训",
        "steps": ["procurement.project.present"],
    }
    row = engine.create(Deputyship, "appoint", of_membership(giver), given).subject
    found = list(remaining.obstacles(giver))
    assert [o.mend.url for o in found] == [remaining.address(giver), row.get_absolute_url()]
    assert len(list(remaining.obstacles(taker))) == 1, "the deputy too"
    engine.execute(row, "end", of_membership(giver))
    hand_over(giver, taker)
    assert not list(remaining.obstacles(giver))


def test_the_page_lists_what_is_assigned(giver, taker, client):
    duty(giver)
    client.force_login(giver.user)
    page = client.get("/accounts/hand-overs/hand-over/").content.decode()
    assert "养老服务" in page and taker.user.name in page
    client.force_login(taker.user)
    assert client.get(f"/accounts/hand-overs/hand-over/?giver={giver.pk}").status_code == 404
