"""The order of a unit: sections, posts, and who may change them."""

import pytest

from accounts.actors import actor_for, memberships_of, played
from accounts.models import Membership, PostChange, Section, User
from tests import people
from workflow.engine import create, execute
from workflow.models import Event, OutboxRow
from workflow.obstacles import Refusal, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return people.organisation("purchaser")


@pytest.fixture
def head(unit):
    return people.member(unit, "head")


@pytest.fixture
def clerk(unit):
    return people.member(unit, "handler")


def refused(model, step, actor, **values):
    with pytest.raises(Refused) as found:
        create(model, step, actor, **values)
    return found.value


def test_a_post_counts_at_once_and_stays_on_record(unit, head, clerk):
    section = create(Section, "open", played(head), name="业务科").subject
    values = {"section": section, "title": "科长", "is_chief": True, "roles": ["handler", "acceptor"]}
    change = create(PostChange, "give", played(head), membership=clerk, **values).subject
    actor = actor_for(clerk.user, memberships_of(clerk.user), clerk.pk)
    assert (actor.section_id, actor.leads) == (section.pk, "section")
    assert actor.roles == {"handler", "acceptor"}
    assert Event.objects.get(subject_id=change.pk).content["data"]["roles"] == ["handler", "acceptor"]
    assert OutboxRow.objects.get(kind="mail").payload["user"] == str(clerk.user_id)


@pytest.mark.parametrize("role", ["handler", "acceptor", "cashier"])
def test_only_a_head_or_the_units_administrator_gives_posts(unit, clerk, role):
    other = played(people.member(unit, role))
    found = refused(PostChange, "give", other, membership=clerk, title="经办", roles=["head"])
    assert found.kind is Refusal.ACTOR
    admin = played(people.member(unit, "admin"))
    create(PostChange, "give", admin, membership=clerk, title="经办", roles=["handler"])


def test_nobody_gives_their_own_post(unit, head):
    for step, values in (
        ("give", {"title": "一把手", "roles": ["head"]}),
        ("end", {"reason": "离任"}),
    ):
        found = refused(PostChange, step, played(head), membership=head, **values)
        assert [o.field for o in found.obstacles] == ["membership"]
    head.refresh_from_db()
    assert head.roles == ["head"] and head.is_active


def test_another_units_people_do_not_exist_here(head):
    stranger = people.member(people.organisation("purchaser"), "handler")
    found = refused(PostChange, "give", played(head), membership=stranger, title="经办", roles=[])
    assert found.kind is Refusal.INPUT
    strange = people.section(stranger.organisation)
    with pytest.raises(Refused):
        execute(strange, "rename", played(head), name="别人的科室")


def test_a_unit_gives_only_the_roles_of_its_kind(head, clerk):
    """A purchaser's head can't make somebody an auditor or a reviewer of finance."""
    for role in ("reviewer", "auditor", "finance_head", "regulator"):
        found = refused(PostChange, "give", played(head), membership=clerk, title="经办", roles=[role])
        assert list(found.errors) == ["roles"]
    clerk.refresh_from_db()
    assert clerk.roles == ["handler"]


def test_a_section_ends_when_nobody_works_there_and_its_name_stays(unit, head, clerk):
    actor = played(head)
    section = create(Section, "open", actor, name="业务科").subject
    create(PostChange, "give", actor, membership=clerk, title="经办", roles=["handler"], section=section)
    with pytest.raises(Refused) as found:
        execute(section, "end", actor)
    assert found.value.kind is Refusal.OBSTACLES
    create(PostChange, "give", actor, membership=clerk, title="经办", roles=["handler"])
    ended = execute(section, "end", actor).subject
    assert ended.ended_at and str(ended) == "业务科"
    create(Section, "open", actor, name="业务科")  # the name is free again


def test_a_new_person_gets_an_account_that_nobody_can_sign_in_to_yet(unit, head):
    values = {
        "username": "mz.xin",
        "name": "新人",
        "email": "xin@example.org",
        "title": "经办",
        "roles": ["handler"],
    }
    change = create(PostChange, "take_on", played(head), **values).subject
    user = User.objects.get(username="mz.xin")
    assert not user.has_usable_password()
    assert user.memberships.get().pk == change.membership_id
    body = Event.objects.get(subject_id=change.pk).body
    assert "新人" not in body and "xin@example.org" not in body


def test_who_comes_back_is_the_same_member(unit, head, clerk):
    actor = played(head)
    create(PostChange, "end", actor, membership=clerk, reason="调离")
    assert not Membership.objects.current().filter(pk=clerk.pk).exists()
    values = {"username": clerk.user.username, "name": clerk.user.name, "email": "a@example.org"}
    back = create(PostChange, "take_on", actor, **values, title="经办", roles=["acceptor"]).subject
    assert back.membership_id == clerk.pk
    found = refused(PostChange, "take_on", actor, **{**values, "name": "冒名"}, title="经办", roles=[])
    assert [o.field for o in found.obstacles] == ["username"]


def test_the_page_is_for_who_leads(client, unit, head, clerk):
    client.force_login(clerk.user)
    assert client.get("/accounts/unit/").status_code == 403
    client.force_login(head.user)
    page = client.get("/accounts/unit/").content.decode()
    assert clerk.user.name in page
    assert client.get(f"/accounts/unit/posts/give/?membership={clerk.pk}").status_code == 200
    stranger = people.member(people.organisation("purchaser"), "handler")
    for asked in (stranger.pk, "x", ""):
        assert client.get(f"/accounts/unit/posts/give/?membership={asked}").status_code == 404


def test_roles_that_must_stay_apart_are_not_given_to_one_person(head, clerk):
    """A7.12: whoever handles doesn't pay."""
    found = refused(
        PostChange, "give", played(head), membership=clerk, title="经办", roles=["handler", "cashier"]
    )
    assert found.rules == {"A7.12"}
