"""Whose turn it is after the opening: one row in one worklist at a time, until the award is decided."""

import pytest

from sourcing import demo
from sourcing.demo import evaluating
from sourcing.models import Tender
from workflow import law
from workflow.models import Duty

pytestmark = pytest.mark.django_db


def waiting(tender):
    return [
        (d.step.split(".")[-1], d.role, d.user_id) for d in Duty.objects.open().filter(subject_id=tender.pk)
    ]


def test_each_step_of_the_evaluation_hands_on_to_the_next_person(world):
    tender = world.opened()
    assert waiting(tender) == [("check_eligibility", "handler", None)]
    demo.check_eligibility(world.hand, tender)
    assert waiting(tender) == [("form_panel", "head", None)]
    demo.form_panel(world.hand, tender)
    chair = tender.seats.get(is_chair=True)
    assert waiting(tender) == [("conclude", "", chair.user_id)]
    world.hand.do(chair, "recuse", evaluating.member(chair), reason="与投标人法定代表人系同学。")
    assert waiting(tender) == [("conclude", "", tender.seats.sitting().get(is_chair=True).user_id)]
    evaluating.declare(world.hand, tender)
    evaluating.judge(world.hand, tender)
    evaluating.score(world.hand, tender)
    tender = evaluating.conclude(world.hand, tender)
    assert waiting(tender) == [("award_contract", "head", None)]
    assert Tender.objects.get(pk=tender.pk).state == "evaluated"


def test_b8_2_the_contract_is_to_be_concluded_within_thirty_days_of_the_letter(world):
    tender = demo.evaluate(world.hand, world.opened())
    demo.announced(world.hand, tender)
    duty = Duty.objects.open().get(subject_id=tender.project_id)
    assert (duty.rule, duty.role) == ("contract.sign", "handler")
    assert duty.due_at == law.due("contract.sign", duty.arose_at).at
