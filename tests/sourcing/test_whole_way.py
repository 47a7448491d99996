"""An open tender from the draft to the letter of acceptance, each act by the person whose act it is."""

import pytest

from sourcing import demo
from sourcing.models import Award, Tender
from tests.sourcing.world import BIDDERS

pytestmark = pytest.mark.django_db


def test_a_tender_goes_the_whole_way(world):
    tender = world.opened()
    assert tender.state == "opened"
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
