"""Declaring independence and planning the survey."""

from datetime import timedelta

import pytest

from accounts import demo as people
from evaluation import demo
from tests.evaluation.world import refused
from workflow import clock
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


def test_cf_7_who_names_a_conflict_cannot_declare(appointed):
    actor = people.actor("mz3.pingjia")
    points = {name: True for name in ("no_shares", "no_people", "no_business", "no_benefit")}
    assert refused(appointed, "declare", actor, **points, conflict="曾为其审计") == {"CF-7"}
    points.pop("no_business")
    assert "no_business" in refused(appointed, "declare", actor, **points)


def test_a7_18_only_the_appointed_evaluator_declares(appointed):
    points = {name: True for name in ("no_shares", "no_people", "no_business", "no_benefit")}
    assert refused(appointed, "declare", people.actor("ggfw.pingjia"), **points) == {"actor"}


def test_a_declining_evaluator_leaves_the_choice_open_again(appointed, hand):
    declined = hand.do(appointed, "decline", people.actor("mz3.pingjia"), reason="人手不足")
    assert declined.state == "opened" and declined.evaluator is None


def plan(appointed, hand, **values):
    """Ids of the rules against a plan."""
    declared = demo.declared(hand, appointed)
    with pytest.raises(Refused) as caught:
        demo.planned(hand, declared, [("全体", 100)], **values)
    return caught.value.rules


def test_a6_1_recipients_are_asked_about_all_that_they_score(appointed, hand):
    criterion = next(c for c in appointed.criteria.all() if c.name == "服务对象满意度")
    only = [{"criterion": criterion.pk, "text": "满意吗？", "text_en": ""}]
    assert plan(appointed, hand, questions=only) == {"A6.1"}


def test_a4_1_recipients_are_not_asked_about_anything_else(appointed, hand):
    rows = [{"criterion": c.pk, "text": "？", "text_en": ""} for c in appointed.criteria.all()]
    declared = demo.declared(hand, appointed)
    with pytest.raises(Refused) as caught:
        demo.planned(hand, declared, [("全体", 100)], questions=rows)
    assert "questions-0-criterion" in caught.value.errors


def test_e4_groups_have_names_of_their_own(appointed, hand):
    twice = [{"name": "甲", "size": 10}, {"name": "甲", "size": 20}]
    assert plan(appointed, hand, strata=twice) == {"E4"}


def test_e4_a_survey_ends_in_the_future(appointed, hand):
    now = clock.legal_now()
    assert plan(appointed, hand, closes_at=now - timedelta(days=1)) == {"E4"}
