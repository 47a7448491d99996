"""From the planned survey to the start of scoring."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts import demo as people
from accounts.models import Organisation
from evaluation import answering, demo
from evaluation.rules import sampling
from tests.evaluation.world import fresh, refused
from workflow import clock
from workflow.models import Duty

pytestmark = pytest.mark.django_db


def test_e4_the_sample_is_worked_out_and_allocated(planned):
    survey = planned.survey
    assert (survey.frame, survey.error) == (353, Decimal("0.050"))
    assert [s.asked for s in survey.strata.all()] == [115, 47, 23] and survey.sample == 185
    assert len(survey.seed) == 32


def test_cf_7_ties_are_looked_for_again_before_scoring(planned):
    Organisation.objects.filter(pk=planned.evaluator_id).update(parent=planned.provider)
    assert refused(planned, "start", people.actor("mzj.jingban")) == {"CF-7"}


def test_e4_a_survey_that_would_be_over_is_planned_anew(planned):
    clock.set_legal_now(planned.survey.closes_at + timedelta(days=1))
    assert refused(planned, "start", people.actor("mzj.jingban")) == {"E4"}


def test_duties_follow_the_evaluation(planned, hand):
    scoring = demo.started(hand, planned)
    waiting = {
        d.step.rpartition(".")[2]: d.organisation_id
        for d in Duty.objects.open().filter(subject_id=scoring.pk)
    }
    assert waiting == {
        "score_as_purchaser": scoring.purchaser_id,
        "score_as_third_party": scoring.evaluator_id,
        "combine": scoring.organiser_id,
    }


def test_e4_the_draw_of_the_plan_can_be_repeated_from_its_seed(planned):
    survey = planned.survey
    for stratum in survey.strata.all():
        drawn = sampling.draw(survey.seed, stratum.position, stratum.size)[: stratum.asked]
        assert len(set(drawn)) == stratum.asked and max(drawn) <= stratum.size


def test_a_new_plan_takes_the_place_of_the_old_one(planned, hand):
    before = planned.survey
    again = demo.planned(hand, planned, [("全体服务对象", 60)], small=True)
    survey = again.surveys.get()
    assert survey.pk != before.pk and (survey.frame, survey.error) == (60, Decimal("0.100"))


def test_a_story_lets_recipients_answer_over_days_and_goes_on_after_a_cut(planned, hand):
    """What the demonstration plays."""
    started = demo.started(hand, planned)

    class Days:
        def after(self, *, working_days):
            clock.set_legal_now(clock.legal_now() + timedelta(days=working_days))

    scenes = demo.hearing(Days(), started, (30, 20, 6, 3, 1), ["很好"], days=3)
    next(scenes)
    assert fresh(started.survey).answered == 20
    again = demo.hearing(Days(), fresh(started), (30, 20, 6, 3, 1), ["很好"], days=2)
    list(again)
    survey = fresh(started.survey)
    assert survey.answered == 60
    assert list(demo.hearing(Days(), fresh(started), (30, 20, 6, 3, 1))) == [None] * 5
    days = answering.by_day(survey)
    assert [d.count for d in days] == [20, 20, 20] and not any(d.burst for d in days)
