"""Who of an organisation handles a duty."""

from uuid import uuid4

import pytest

from accounts.actors import played
from portal.handing import colleagues
from tests import people
from workflow import duties
from workflow.clock import legal_now
from workflow.models import Duty, Event, OutboxRow
from workflow.obstacles import Refusal, Refused


@pytest.fixture
def bureau(db):
    return people.organisation("finance")


@pytest.fixture
def reviewer(bureau, client):
    member = people.member(bureau, "reviewer")
    client.force_login(member.user)
    return member


@pytest.fixture
def duty(bureau):
    return Duty.objects.create(
        subject_type="procurement.project",
        subject_id=uuid4(),
        title="养老服务",
        url="/x/",
        step="no.such.step",
        label="Look",
        role="reviewer",
        organisation_id=bureau.pk,
        arose_at=legal_now(),
    )


def test_taking_it_is_kept_as_an_event(client, reviewer, duty):
    client.post(f"/worklist/{duty.pk}/take/")
    duty.refresh_from_db()
    assert duty.user_id == reviewer.user_id
    event = Event.objects.get(step="give")
    assert event.subject_id == duty.pk
    assert event.content["data"]["after"] == str(reviewer.user_id)


def test_a_colleague_of_the_role_gets_it_and_is_told(client, bureau, reviewer, duty):
    colleague, other = people.member(bureau, "reviewer"), people.member(bureau, "treasurer")
    assert {m.pk for m in colleagues(duty)} == {reviewer.pk, colleague.pk}
    client.post(f"/worklist/{duty.pk}/hand-over/", {"to": colleague.user_id})
    duty.refresh_from_db()
    assert duty.user_id == colleague.user_id
    assert OutboxRow.objects.get(kind="mail").payload["user"] == str(colleague.user_id)
    answer = client.post(f"/worklist/{duty.pk}/hand-over/", {"to": other.user_id})
    assert answer.status_code == 200, "shown again: the other one doesn't hold the role"
    duty.refresh_from_db()
    assert duty.user_id == colleague.user_id


def test_it_is_given_back_to_all(client, reviewer, duty):
    client.post(f"/worklist/{duty.pk}/take/")
    client.post(f"/worklist/{duty.pk}/hand-over/", {"to": ""})
    duty.refresh_from_db()
    assert duty.user_id is None


@pytest.mark.parametrize(
    ("kind", "role", "status"), [("finance", "treasurer", 403), ("purchaser", "reviewer", 404)]
)
def test_only_those_who_could_do_it_may(client, bureau, duty, kind, role, status):
    of = bureau if kind == "finance" else people.organisation(kind)
    client.force_login(people.member(of, role).user)
    assert client.post(f"/worklist/{duty.pk}/take/").status_code == status
    assert client.get(f"/worklist/{duty.pk}/hand-over/").status_code == status
    duty.refresh_from_db()
    assert duty.user_id is None


def test_what_is_one_persons_own_cannot_be_handed_on(client, bureau, reviewer, duty):
    """A seat on a panel, say: it names the person from the start, and no role."""
    Duty.objects.update(role="", user_id=reviewer.user_id, personal=True)
    colleague = people.member(bureau, "reviewer")
    assert not Duty.objects.visible_to(played(colleague)), "who sits on a panel is secret"
    assert client.post(f"/worklist/{duty.pk}/take/").status_code == 403
    assert client.post(f"/worklist/{duty.pk}/hand-over/", {"to": colleague.user_id}).status_code == 403


def test_what_is_done_can_no_longer_be_handed_over(client, reviewer, duty):
    Duty.objects.update(met_at=legal_now())
    assert client.post(f"/worklist/{duty.pk}/take/").status_code == 404
    assert not Event.objects.exists()


def test_the_service_refuses_by_itself(bureau, duty):
    stranger = people.actor("reviewer")
    with pytest.raises(Refused) as refused:
        duties.give(duty, stranger.user_id, stranger)
    assert refused.value.kind is Refusal.ACTOR
    Duty.objects.update(met_at=legal_now())
    with pytest.raises(Refused) as refused:
        duties.give(duty, None, played(people.member(bureau, "reviewer")))
    assert refused.value.kind is Refusal.STATE
