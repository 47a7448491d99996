"""What a closed unit was asked, had planned or was to do goes on with its successor."""

from __future__ import annotations

from datetime import timedelta

from accounts import demo as people
from catalog.models import Opinion
from procurement import demo
from procurement.models import ConferenceTask, JointOpinion, PurchasePlan
from tests.security.matrix.catalogue import consulted
from workflow.clock import legal_now
from workflow.models import Duty

NEXT = 2027


def party_of(subject) -> object:
    """Whose open duty it is."""
    return Duty.objects.open().get(subject_id=subject.pk).organisation_id


def test_an_opinion_that_is_awaited_is_given_by_the_successor(world) -> None:
    plan = demo.asked_plan(world.hand, year=NEXT)
    asked = plan.opinions.get(office="market")
    world.merged("scjg", "shzz")
    opinion = JointOpinion.objects.get(pk=asked.pk)
    assert (opinion.organisation, opinion.state) == (world.unit("shzz"), JointOpinion.State.ASKED)
    assert party_of(opinion) == world.unit("shzz").pk
    demo.answer(world.hand, opinion, "shzz.jianguan")


def test_one_opinion_is_enough_where_the_successor_is_heard_in_the_same_capacity(world) -> None:
    plan = demo.asked_plan(world.hand, year=NEXT, trade=("sfj", "wjw"))
    world.merged("sfj", "wjw")
    by_unit = {o.organisation: o.state for o in JointOpinion.objects.filter(plan=plan, office="trade")}
    assert by_unit == {world.unit("sfj"): "ended", world.unit("wjw"): "asked"}
    assert not Duty.objects.open().filter(organisation_id=world.unit("sfj").pk).exists()


def test_a_plan_goes_on_with_its_months(world) -> None:
    plan = demo.confirmed_plan(world.hand, year=NEXT)
    month = plan.intentions.get()
    world.merged("mzj", "sfj")
    heir = world.unit("sfj")
    assert PurchasePlan.objects.get(pk=plan.pk).purchaser == heir
    assert party_of(month) == heir.pk
    demo.publish_intentions(world.hand, PurchasePlan.objects.get(pk=plan.pk), "sfj")


def test_a_plan_of_a_year_for_which_the_successor_has_one_stays_in_the_files(world) -> None:
    plan = demo.filled_plan(world.hand, year=NEXT)
    demo.filled_plan(world.hand, "sfj", year=NEXT)
    world.merged("mzj", "sfj")
    assert PurchasePlan.objects.get(pk=plan.pk).purchaser == world.unit("mzj")
    assert plan in PurchasePlan.objects.visible_to(people.actor("sfj.jingban"))
    assert not Duty.objects.open().filter(subject_id=plan.pk).exists()


def test_what_a_conference_decided_is_done_by_the_successor(world, legal_time) -> None:
    conference = demo.convened(world.hand)
    legal_time(legal_now() + timedelta(days=4))
    demo.held(world.hand, conference, [demo.decision("mzj")])
    task = ConferenceTask.objects.get(conference=conference)
    world.merged("mzj", "sfj")
    assert ConferenceTask.objects.get(pk=task.pk).organisation == world.unit("sfj")
    assert party_of(task) == world.unit("sfj").pk


def test_a_question_about_a_draft_catalogue_is_answered_by_the_successor(world) -> None:
    asked = consulted(world.hand)[1]
    world.merged("mzj", "sfj")
    opinion = Opinion.objects.get(pk=asked.pk)
    assert opinion.department == world.unit("sfj")
    assert party_of(opinion) == world.unit("sfj").pk


def test_a_budget_proposal_goes_on_or_lapses_beside_the_successors_own(world) -> None:
    compilation = demo.budget_round(world.hand, NEXT)
    mine = demo.filled(world.hand, compilation)
    world.merged("mzj", "sfj")
    left = type(mine)._base_manager.get(pk=mine.pk)
    assert (left.purchaser, left.state) == (world.unit("mzj"), "lapsed")
    assert not Duty.objects.open().filter(subject_id=mine.pk).exists()
    assert left in type(mine).objects.visible_to(people.actor("sfj.jingban"))
    assert left.pk not in {each.pk for each in compilation.unsettled()}
