"""A tender waits until its intention has been public for thirty days, or its purchaser says why it can't."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts import demo as people
from procurement import demo as procurement
from procurement.models import BudgetLine, Intention
from sourcing import demo, presenting
from tests.sourcing.test_drafting import HEAD
from workflow import clock
from workflow.engine import execute
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


def tender_of(world, **values):
    project = procurement.granted_project(
        world.hand, BudgetLine.objects.get(), title="社区日间照料", **values
    )
    procurement.fixed_requirement(world.hand, project)
    return demo.name_officials(world.hand, demo.draft_tender(world.hand, project))


def rules_against(tender) -> set[str]:
    with pytest.raises(Refused) as caught:
        execute(tender, "publish", people.actor(HEAD), publication_reviewed=True)
    return caught.value.rules


def test_intention_lead_a_tender_waits_or_says_why(world):
    plan = procurement.confirmed_plan(world.hand, lines=[procurement.plan_line("社区日间照料", month=6)])
    procurement.publish_intentions(world.hand, plan)
    tender = tender_of(world, plan_line=plan.lines.get())
    assert rules_against(tender) == {"intention.lead"}
    reason = {"overrides-intention.lead": "上级要求提前开展。", "publication_reviewed": True}
    assert execute(tender, "publish", people.actor(HEAD), reason).subject.state == "published"


def test_intention_lead_after_thirty_days_nothing_is_asked(world):
    plan = procurement.confirmed_plan(world.hand, lines=[procurement.plan_line("社区日间照料", month=6)])
    procurement.publish_intentions(world.hand, plan)
    assert Intention.objects.get().state == "published"
    clock.set_legal_now(clock.legal_now() + timedelta(days=31))
    tender = tender_of(world, plan_line=plan.lines.get())
    given = {"publication_reviewed": True}
    assert execute(tender, "publish", people.actor(HEAD), given).subject.state == "published"


def test_in_4_without_an_intention_the_reason_is_asked_for(world):
    assert rules_against(tender_of(world)) == {"IN-4"}


def test_rq_4_without_a_requirement_that_is_fixed_nothing_is_announced(world):
    project = procurement.granted_project(world.hand, BudgetLine.objects.get(), title="社区日间照料")
    tender = demo.name_officials(world.hand, demo.draft_tender(world.hand, project))
    assert rules_against(tender) == {"IN-4", "RQ-4"}
    requirement = procurement.written_requirement(world.hand, project)
    assert rules_against(tender) == {"IN-4", "RQ-4"}
    given = procurement.fixed_outside()
    execute(requirement, "record_as_fixed", people.actor(HEAD), given)
    assert presenting.first_draft(project)["conditions"] == requirement.eligibility
    assert rules_against(tender) == {"IN-4"}
