"""A draft stands on the worklist of whoever has the next step: the head publishes what the others are done with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts import demo as people
from accounts.models import User
from accounts.next_step import next_for
from procurement import demo as procurement
from procurement.models import Requirement
from sourcing import demo
from sourcing.demo.tendering import tender_input
from sourcing.models import Tender
from tests.sourcing.test_drafting import HANDLER, HEAD, small_project
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty

pytestmark = pytest.mark.django_db
FINANCE, SAID = "czj.shenhe", "项目负责人须持有中级社会工作师证书"


def waiting(subject) -> list[tuple[str, str]]:
    found = Duty.objects.open().filter(subject_id=subject.pk)
    return sorted((duty.step.split(".", 1)[1], duty.role) for duty in found)


HEADS = [("tender.publish", "head")]
TO_ASK = [("tender.ask_cosign", "handler")]


def test_a_draft_that_rests_on_nothing_is_the_heads(world):
    assert waiting(demo.draft_tender(world.hand, world.project)) == HEADS


def test_a2_7_it_is_the_handlers_then_finances_and_the_heads_last(world):
    small = small_project(world)
    tender = demo.draft_tender(world.hand, small, special_conditions=SAID)
    assert waiting(tender) == TO_ASK
    tender = execute(tender, "ask_cosign", people.actor(HANDLER)).subject
    assert waiting(tender) == [("tender.cosign", "reviewer")]
    assert next_for([tender], people.actor(HEAD)).first is None
    tender = execute(tender, "decline_cosign", people.actor(FINANCE), reason="该条件限制竞争。").subject
    assert waiting(tender) == TO_ASK
    execute(tender, "ask_cosign", people.actor(HANDLER))
    tender = execute(tender, "cosign", people.actor(FINANCE)).subject
    assert waiting(tender) == HEADS
    changed = tender_input(small, clock.legal_now(), special_conditions=SAID + "。")
    tender = execute(tender, "revise", people.actor(HANDLER), **changed).subject
    assert waiting(tender) == TO_ASK
    execute(tender, "ask_cosign", people.actor(HANDLER))
    without = tender_input(small, clock.legal_now(), special_conditions="")
    tender = execute(tender, "revise", people.actor(HANDLER), **without).subject
    assert waiting(tender) == HEADS, "finance has nothing left to sign"


def test_rq_4_it_follows_its_requirement(world, client):
    requirement = Requirement.objects.get(project=world.project)
    tender = demo.draft_tender(world.hand, world.project)
    requirement = execute(requirement, "reopen", people.actor(HEAD), reason="须补充承接条件").subject
    assert waiting(tender) == []
    client.force_login(User.objects.get(username=HANDLER))
    assert client.get(tender.get_absolute_url()).context["next"].first.subject == requirement
    given = procurement.requirement_input(world.project, special_conditions=SAID)
    del given["project"]
    requirement = execute(requirement, "revise", people.actor(HANDLER), **given, revision=0).subject
    procurement.fixed_requirement(world.hand, procurement.cosigned(world.hand, requirement).project)
    assert waiting(tender) == [("tender.revise", "handler")], "the draft says what it said before"
    again = tender_input(world.project, clock.legal_now())
    execute(Tender.objects.get(pk=tender.pk), "revise", people.actor(HANDLER), **again)
    assert waiting(tender) == HEADS


def test_rq_4_without_one_the_handler_writes_it_first(world, client):
    other = procurement.granted_project(world.hand, world.project.budget_line, title="助餐服务")
    tender = demo.draft_tender(world.hand, other)
    assert waiting(tender) == [("requirement.write", "handler")]
    client.force_login(User.objects.get(username=HANDLER))
    assert client.get(tender.get_absolute_url()).context["next"].first.step.name == "write"
    procurement.written_requirement(world.hand, other)
    assert waiting(tender) == []
    procurement.fixed_requirement(world.hand, other)
    assert waiting(tender) == HEADS


def test_it_waits_while_the_public_is_asked(world):
    world = replace(world, project=small_project(world))
    tender = demo.draft_tender(world.hand, world.project)
    requirement = procurement.up_for_comment(world.hand, world.project, recipients_accept=False)
    assert waiting(tender) == []
    clock.set_legal_now(requirement.comments_until + timedelta(hours=9))
    given = {"feedback": "未收到意见。", "comments": [], "publication_reviewed": True}
    world.hand.do(requirement, "sum_up", people.actor(HANDLER), **given)
    assert waiting(tender) == HEADS
