"""Whoever comes along with a unit that ended is given a post or leaves; that is somebody's duty, and has a day."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts import demo as people
from accounts.models import Membership, PostChange, User
from accounts.reforms.placing import WITHIN, to_be_placed
from workflow import duties
from workflow.clock import legal_date
from workflow.engine import create
from workflow.models import Duty

HEAD = "sfj.lingdao"


def duty(world) -> Duty:
    return Duty.objects.open().get(step="place", organisation_id=world.unit("sfj").pk)


def give(member: Membership, who: str = HEAD) -> None:
    data = {"membership": member, "title": "科员", "roles": member.roles, "section": None, "is_chief": False}
    create(PostChange, "give", people.actor(who), data)


def end(member: Membership, who: str = HEAD) -> None:
    create(PostChange, "end", people.actor(who), {"membership": member, "reason": "调往其他单位"})


def came_along(world) -> list[Membership]:
    return list(to_be_placed(world.unit("sfj").pk))


def test_the_head_of_the_successor_has_a_month_to_place_them(world) -> None:
    world.merged("mzj", "sfj")
    found = duty(world)
    assert legal_date(found.due_at) == legal_date() + WITHIN
    assert duties.may_do(found, people.actor(HEAD))
    assert not duties.may_do(found, people.actor("sfj.jingban"))
    assert {member.user.username.split(".")[0] for member in came_along(world)} == {"mzj"}


def test_it_is_over_when_everybody_has_a_post_or_has_left(world) -> None:
    """Broken on purpose by script/mutants/placed-too-early."""
    world.merged("mzj", "sfj")
    found = duty(world)
    first, *others = came_along(world)
    end(first)
    for member in others[:-1]:
        give(member)
    assert Duty.objects.get(pk=found.pk).met_at is None
    give(others[-1])
    assert Duty.objects.get(pk=found.pk).met_at is not None
    assert not came_along(world)


def test_who_had_a_post_there_before_is_not_to_be_placed(world) -> None:
    user = User.objects.get(username="mzj.jingban")
    unit = world.unit("sfj")
    held = Membership.objects.create(user=user, organisation=unit, title="兼任", roles=["admin"])
    world.merged("mzj", "sfj")
    assert held not in came_along(world)


def test_the_page_leads_from_each_to_the_post(world, client: Client) -> None:
    reform = world.merged("mzj", "sfj")
    client.force_login(User.objects.get(username=HEAD))
    page = client.get(reform.get_absolute_url()).content.decode()
    for member in came_along(world):
        assert f"{reverse('accounts:postchange-give')}?membership={member.pk}" in page
    client.force_login(User.objects.get(username="czj.shenhe"))
    assert "postchange" not in client.get(reform.get_absolute_url()).content.decode()
