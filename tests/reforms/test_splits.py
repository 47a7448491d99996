"""A unit split among several: each open thing goes to one of them, and nobody reads what went to another."""

from __future__ import annotations

import pytest

from accounts import demo as people
from accounts.actors import memberships_of
from accounts.models import User
from accounts.reforms import passing
from procurement import demo
from procurement.models import BudgetLine, Project, PurchaserProfile
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused


def assign(world, reform, heir: str, items, who: str = "czj.shenhe") -> None:
    data = {"items": [str(item.id) for item in items], "heir": world.unit(heir)}
    execute(reform, "assign", people.actor(who), data)


@pytest.fixture
def reform(world):
    world.other = demo.budget_line(world.hand, "mzj", code="X-2")
    world.first = demo.presented_project(world.hand, world.line)
    world.second = demo.draft_project(world.hand, title="无预算项目")
    return world.split("mzj", "sfj", "wjw", keeper="wjw")


def test_confirmation_names_what_has_no_successor_yet_and_where_to_say_it(world, reform) -> None:
    items = passing.items_of(world.unit("mzj"))
    assign(world, reform, "sfj", [item for item in items if item.id != world.second.pk])
    with pytest.raises(Refused) as refused:
        world.confirm(reform)
    (obstacle,) = refused.value.obstacles
    assert str(world.second) in str(obstacle.text)
    assert obstacle.mend.url.endswith(f"/reforms/{reform.pk}/assign/")
    assert Duty.objects.open().filter(subject_id=reform.pk, step="accounts.reform.assign").exists()
    assign(world, reform, "wjw", [item for item in items if item.id == world.second.pk])
    assert not Duty.objects.open().filter(subject_id=reform.pk, step="accounts.reform.assign").exists()
    assert world.confirm(reform).state == "in_force"


def test_many_missing_items_are_counted(world, reform) -> None:
    with pytest.raises(Refused) as refused:
        world.confirm(reform)
    assert len(refused.value.obstacles) == 11


def test_each_successor_has_its_own_and_the_keeper_alone_the_files(world, reform) -> None:
    items = {item.id: item for item in passing.items_of(world.unit("mzj"))}
    theirs = [items.pop(world.line.pk), items.pop(world.second.pk)]
    assign(world, reform, "sfj", theirs)
    assign(world, reform, "wjw", items.values())
    world.confirm(reform)
    sfj, wjw = people.actor("sfj.jingban"), people.actor("wjw.jingban")
    assert {world.first.pk, world.second.pk} == set(
        Project.objects.visible_to(sfj).values_list("pk", flat=True)
    )
    assert not Project.objects.visible_to(wjw).exists()
    assert BudgetLine.objects.visible_to(wjw).get() == world.other
    assert Duty.objects.open().get(subject_id=world.first.pk).organisation_id == world.unit("sfj").pk
    profile = PurchaserProfile.objects.get(organisation=world.unit("mzj"))
    assert profile in PurchaserProfile.objects.visible_to(wjw)
    assert profile not in PurchaserProfile.objects.visible_to(sfj)
    (held,) = memberships_of(User.objects.get(username="mzj.jingban"))
    assert held.organisation == world.unit("wjw")


def test_said_again_it_counts_as_said_last(world, reform) -> None:
    items = passing.items_of(world.unit("mzj"))
    assign(world, reform, "sfj", items)
    assign(world, reform, "wjw", items[:1])
    assert reform.heir_of()[items[0].id] == world.unit("wjw").pk


def test_only_the_unit_that_proposed_it_assigns_and_only_to_successors(world, reform) -> None:
    items = passing.items_of(world.unit("mzj"))
    with pytest.raises(Refused):
        assign(world, reform, "sfj", items, who="mzj.lingdao")
    with pytest.raises(Refused):
        assign(world, reform, "hbj", items)


def test_a_split_has_two_successors_of_which_one_keeps_the_files(world) -> None:
    with pytest.raises(Refused):
        world.split("mzj", "sfj")
    with pytest.raises(Refused):
        world.split("mzj", "sfj", "wjw", keeper="hbj")


def test_a_merger_needs_no_assignment(world) -> None:
    merger = world.propose("merge", "mzj", keeper=world.unit("sfj"))
    with pytest.raises(Refused):
        assign(world, merger, "sfj", passing.items_of(world.unit("mzj")))
