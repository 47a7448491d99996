"""Where sourcing ends and contracts begin: a real award, its clock, the contract made from it."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import demo
from sourcing import demo as sourcing
from sourcing.models import Award
from tests.sourcing.world import build_world
from workflow.models import Duty

pytestmark = pytest.mark.django_db


def test_b8_2_the_thirty_days_run_from_the_letter_to_the_last_signature() -> None:
    world: Any = build_world()
    award = sourcing.announced(world.hand, sourcing.evaluate(world.hand, world.opened()))
    award = Award.objects.get(pk=award.pk)
    duty = Duty.objects.open().get(rule="contract.sign")
    assert duty.organisation_id == award.tender.purchaser_id and duty.role == "handler"
    assert 29 <= (duty.due_at - award.announced_at).days <= 40, "thirty days, moved off a holiday"
    contract = demo.concluded(world.hand, award)
    assert contract.state == "in_force" and contract.amount == award.amount
    assert Duty.objects.get(pk=duty.pk).met_at
