"""An open tender from the draft to the letter of acceptance, each act by the person whose act it is."""

import pytest
from django.urls import reverse

from sourcing import demo
from sourcing.models import Award, Tender
from tests.sourcing.world import BIDDERS
from workflow.engine import execute
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


def against_ending_the_project(world, who="mzj.lingdao"):
    """What stands in the way of terminating it: rules, and where they lead."""
    project = type(world.project).objects.get(pk=world.project.pk)
    try:
        execute(project, "terminate", world.actor(who), reason="采购任务取消")
    except Refused as refused:
        return [(obstacle.rule, obstacle.mend.url) for obstacle in refused.obstacles]
    return []


def test_a_tender_goes_the_whole_way(world):
    tender = world.published()
    page, cancel, fail = (
        reverse(f"sourcing:{name}", args=[tender.pk]) for name in ("tender", "tender-cancel", "tender-fail")
    )
    assert against_ending_the_project(world) == [("B6.4", cancel)], "bidders are told by its own notice"
    assert against_ending_the_project(world, "czj.shenhe") == [("B6.4", page)]
    tender = world.opened(tender)
    assert tender.state == "opened" and against_ending_the_project(world) == [("B6.1", fail)]
    assert {b.provider_id for b in tender.opened_bids.all()} == {
        world.actor(f"{key}.faren").organisation_id for key in BIDDERS
    }
    tender = demo.evaluate(world.hand, tender)
    assert tender.state == "evaluated"
    award = demo.announced(world.hand, tender)
    tender = Tender.objects.get(pk=tender.pk)
    assert tender.state == "awarded" and tender.announced_at
    assert Award.objects.get().amount == award.opened_bid.price
    world.project = type(world.project).objects.get(pk=world.project.pk)
    assert world.project.awarded_amount == award.amount
    draw_up = f"{reverse('contracts:contract-draw-up')}?award={award.pk}"
    assert against_ending_the_project(world) == [("B8.2", draw_up)], "the letter of acceptance binds"
