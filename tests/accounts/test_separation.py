"""The table of duties that may not coincide (A7.12)."""

from types import SimpleNamespace

import pytest

from accounts.roles import Role
from accounts.separation import posts
from accounts.separation.guard import post_is_lawful
from accounts.separation.table import table
from tests import people
from workflow import law, registry
from workflow.policies import roles_in


def test_every_duty_names_steps_that_exist_and_carry_the_guard():
    for duty in table().duties.values():
        assert table().pairs_of(duty.id), duty.id
        for step_id in duty.steps:
            step = registry.lifecycles.step(step_id)
            assert "duties_are_separate" in {g.__name__ for g in step.all_guards}, step_id
            assert roles_in(step.by), "its role can be told, so that the obstacle says whom to ask"


def test_every_pair_is_lawful_and_can_be_looked_up():
    for pair in table().pairs:
        assert pair.duties <= table().duties.keys() and len(pair.duties) == 2
        assert law.known(pair.rule) and pair.within in {"subject", "project"}
        if pair.within == "project":
            kinds = {s.rsplit(".", 1)[0] for d in pair.duties for s in table().duties[d].steps}
            assert kinds <= table().paths.keys()
    for post in table().posts:
        assert set(post.roles) <= set(Role.values) and law.known(post.rule)


@pytest.mark.parametrize("first", ["prepares", "submits", "verifies", "approves", "reviews", "pays"])
def test_a7_12_whoever_has_another_part_does_not_accept(first):
    assert any(pair.duties == {first, "accepts"} for pair in table().pairs)


@pytest.mark.django_db
def test_an_office_of_three_may_join_what_others_may_not():
    unit = people.organisation("purchaser")
    for role in ("handler", "head", "cashier"):
        people.member(unit, role)
    assert posts.is_small(unit)
    assert not posts.clashes(["head", "acceptor"], unit)
    assert posts.clashes(["handler", "head"], unit), "never, however small"
    people.member(unit, "opening_officer")
    assert not posts.is_small(unit)
    assert [pair.rule for pair in posts.clashes(["head", "acceptor"], unit)] == ["A7.12"]
    assert [o.field for o in posts.obstacles(["head", "acceptor"], unit)] == ["roles"]


@pytest.mark.django_db
def test_no_post_is_given_against_the_table():
    unit = people.organisation("purchaser")
    actor = SimpleNamespace(organisation_id=unit.pk)
    for roles, rules in ((["handler", "head"], ["A7.12"]), (["handler"], []), ([], [])):
        act = SimpleNamespace(actor=actor, data={"roles": roles})
        assert [o.rule for o in post_is_lawful(act)] == rules
    assert not list(post_is_lawful(SimpleNamespace(actor=actor, data={}))), "before anything is chosen"
