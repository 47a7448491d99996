"""Whose turn it is after the opening: one row in one worklist at a time, until the award is decided."""

from datetime import timedelta

import pytest

from accounts import demo as people
from accounts.models import User
from accounts.next_step import next_for
from portal import reminders
from providers import demo as providers
from sourcing import demo
from sourcing.deadlines import settle_all
from sourcing.demo import evaluating
from sourcing.models import Tender
from workflow import beginnings, law
from workflow.availability import obstacles_of
from workflow.clock import SHANGHAI
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

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


def test_the_officials_see_the_opening_come_and_are_late_after_its_day_only(world, client):
    tender = world.with_bids(world.published())
    [ours] = Duty.objects.open().filter(subject_id=tender.pk, organisation_id=tender.purchaser_id)
    assert (ours.step, ours.role) == ("sourcing.tender.contribute", "opening_officer")
    client.force_login(User.objects.get(username="mzj.kaibiao"))
    local = tender.opens_at.astimezone(SHANGHAI)
    page = client.get("/worklist/").content.decode()
    assert f"{local:%H:%M}</time>开始" in page
    world.pass_to(tender.opens_at + timedelta(seconds=1))
    settle_all()
    opening = Duty.objects.open().filter(subject_id=tender.pk)
    assert opening.count() == 2 and all(d.due_at == tender.opening_day_ends for d in opening)
    assert not beginnings.lying_ahead(opening), "now they can begin"
    reminders.remind()
    assert not opening.filter(reminded_stage="late"), "nobody is late in the minute of the opening"
    world.pass_to(tender.opening_day_ends + timedelta(seconds=1))
    reminders.remind()
    assert opening.filter(reminded_stage="late").count() == 2


def test_a_later_closing_moves_the_officials_duty_and_nobodys_turn_it_is_till_then(world):
    tender = world.published()
    later = tender.closes_at + timedelta(days=6)
    changed = {
        "item": "开标时间",
        "before": "原定时间",
        "after": "延期",
        "affects_bids": True,
        "closes_at": later,
    }
    tender = world.hand.do(
        tender, "clarify", people.actor("mzj.lingdao"), publication_reviewed=True, **changed
    )
    found = Duty.objects.open().filter(subject_id=tender.pk)
    assert {d.due_at for d in found} == {tender.opening_day_ends} and len(found) == 2
    assert set(beginnings.lying_ahead(found).values()) == {later}
    assert next_for([tender], people.actor("mzj.jingban")).waiting == []


def with_a_low_price(world):
    """Three bids, one of them abnormally low, judged and scored."""
    tender = world.published()
    providers.approved("songhe")
    for key, price in (("kangle", "512500.00"), ("zhaohui", "525000.00"), ("songhe", "210000.00")):
        demo.bid(tender, key, price)
    world.pass_to(tender.opens_at + timedelta(seconds=1))
    tender = demo.open_bids(tender)
    evaluating.sit(world.hand, tender)
    evaluating.score(world.hand, tender)
    return evaluating.fresh(tender)


def test_b6_1_once_a_low_price_is_refused_and_two_are_left_it_is_the_heads_turn(world, client):
    tender = with_a_low_price(world)
    chair, inquiry = evaluating.member(tender.chair), evaluating.asked(world.hand, tender, "songhe")
    evaluating.weighed(world.hand, evaluating.explained(world.hand, inquiry), accepted=False)
    tender = evaluating.fresh(tender)
    assert waiting(tender) == [("fail", "head", None)]
    head = people.actor("mzj.lingdao")
    assert next_for([tender], head).first.step.name == "fail"
    for actor, leads in ((chair, False), (head, True)):
        [found] = [o for o in obstacles_of(Tender.steps()["conclude"], tender, actor) if o.rule == "B6.1"]
        assert "宣布废标" in str(found.text) and "单位负责人" in str(found.text)
        assert (found.mend is not None) is leads
    client.force_login(User.objects.get(username="mzj.lingdao"))
    assert "报价异常低，作无效投标处理" in client.get(tender.get_absolute_url()).content.decode()
    ended = {"ground": "too_few", "reason": "合格投标人不足三家", "publication_reviewed": True}
    tender = world.hand.do(tender, "fail", head, **ended)
    assert tender.state == "failed" and waiting(tender) == []


def test_b6_1_too_few_eligible_or_conforming_wait_for_the_head_until_that_is_put_right(world):
    tender = demo.check_eligibility(world.hand, world.opened(), refused=("kangle",))
    assert waiting(tender) == [("fail", "head", None)]
    tender = demo.check_eligibility(world.hand, tender)
    assert waiting(tender) == [("form_panel", "head", None)]
    demo.form_panel(world.hand, tender)
    evaluating.declare(world.hand, tender)
    evaluating.judge(world.hand, tender, against=("kangle",))
    assert waiting(tender) == [("fail", "head", None)]
    seats = evaluating.seats(tender)
    panel = Duty.objects.open().filter(subject_id__in=[seat.pk for seat in seats])
    assert panel.count() == len(seats)
    ended = {"ground": "too_few", "reason": "合格投标人不足三家", "publication_reviewed": True}
    world.hand.do(evaluating.fresh(tender), "fail", people.actor("mzj.lingdao"), **ended)
    assert not panel.exists(), "nobody on the panel has anything left to do"
    with pytest.raises(
        Refused, check=lambda refused: refused.rules == {"B5"}
    ):  # the next in the draw stays out
        execute(seats[0], "recuse", evaluating.member(seats[0]), reason="与投标人法定代表人系同学。")
