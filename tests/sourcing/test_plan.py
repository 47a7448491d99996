"""A tender keeps to the requirement on file, and asks nothing of providers that the law may not want."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import demo as people
from accounts.models import User
from procurement import demo as procurement
from procurement.models import Requirement
from procurement.rules.fairness import FAVOURS, found
from sourcing.demo.tendering import tender_input
from sourcing.models import Tender
from tests.sourcing.test_drafting import (
    HANDLER,
    HEAD,
    publish,
    ready,
    refusal_of_draft,
    refusal_of_publication,
    small_project,
)
from workflow import clock
from workflow.availability import obstacles_of
from workflow.engine import execute
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("须在长春市注册满三年的国有企业。", ["在长春市注册", "国有企业"]),
        ("注册地不限，民营、外资同等对待。", ["注册地", "民营", "外资"]),
        ("在民政部门或者市场监管部门登记，列入本市承接主体名录。", []),
    ],
)
def test_cf_9_seat_and_ownership_are_seen_in_what_is_asked_of_providers(said, words):
    assert [word for _place, word in found([("", said)], FAVOURS)] == words


def test_rq_5_a_tender_says_what_was_fixed_and_filed_or_why_not(world, client):
    """财库〔2021〕22号: method and eligibility were reviewed with the requirement."""
    requirement = Requirement.objects.get(project=world.project)
    Requirement.objects.filter(pk=requirement.pk).update(method="consultation")
    assert refusal_of_draft(world) == {"RQ-5"}
    Requirement.objects.filter(pk=requirement.pk).update(method="open")
    tender = ready(world, conditions="依法登记，注册满五年。")
    assert refusal_of_publication(world, tender) == {"RQ-5"}
    client.force_login(User.objects.get(username=HEAD))
    page = client.get(reverse("sourcing:tender-publish", args=[tender.pk])).content.decode()
    assert requirement.eligibility in page and "依法登记，注册满五年。" in page
    same = tender_input(world.project, clock.legal_now())
    tender = execute(tender, "revise", people.actor(HANDLER), **same).subject
    assert publish(world, tender).state == "published"


def test_rq_4_nothing_is_announced_while_the_public_is_asked_though_nobody_had_to_ask_it(world):
    """A small purchase needs no requirement; whoever puts one up for comment all the same waits for the answer."""
    small = small_project(world)
    world, own = replace(world, project=small), {"recipients_accept": False}
    tender = ready(world, closes_at=clock.legal_now() + timedelta(days=60))
    requirement = procurement.up_for_comment(world.hand, small, **own)
    with pytest.raises(Refused) as caught:
        publish(world, tender)
    [open_still] = [o for o in caught.value.obstacles if o.rule == "RQ-4"]
    assert open_still.mend.url == requirement.get_absolute_url()
    clock.set_legal_now(requirement.comments_until)
    assert "RQ-4" in refusal_of_publication(world, tender), "nobody has answered yet"
    given = {"feedback": "未收到意见。", "comments": [], "publication_reviewed": True}
    world.hand.do(requirement, "sum_up", people.actor(HANDLER), **given)
    assert "RQ-4" not in {o.rule for o in obstacles_of(Tender.steps()["publish"], tender, people.actor(HEAD))}
