"""What was opened stays as announced; the third party is independent (CF-7)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts import demo as people
from accounts.models import Membership, Organisation
from evaluation import demo
from evaluation.models import Criterion
from tests.evaluation.world import as_if, refused
from workflow import clock
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db


def test_a4_1_the_announced_indicators_are_taken_over_whole(opened, contract):
    rows = list(opened.criteria.all())
    assert [r.name for r in rows] == [i["name"] for i in contract.tender.evaluation_standard]
    assert sum(r.points for r in rows) == 100
    shared = next(r for r in rows if r.name == "质量达标率")
    assert shared.scorers == ["purchaser", "recipients", "third_party"] and shared.is_shared
    cases = next(r for r in rows if r.name == "有效投诉")
    assert (cases.method, cases.full_at, cases.zero_at) == ("deduct", 0, 5)


def test_a4_1_a_taken_over_indicator_cannot_be_changed(opened):
    with pytest.raises(DatabaseError), transaction.atomic():
        Criterion.objects.filter(evaluation=opened).update(points=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        opened.criteria.first().delete()


def test_a6_3_a_contract_has_one_final_evaluation(opened, contract, hand):
    with pytest.raises(Refused) as caught:
        demo.opened(hand, contract)
    assert caught.value.rules == {"A6.3"}


def test_evaluation_numbers_follow_each_other(opened):
    assert opened.number.startswith("JXPJ-2026-")


def test_a6_3_a_project_is_not_closed_over_an_unpublished_evaluation(opened):
    project = opened.project
    assert "A6.3" in refused(as_if(project, state="evaluated"), "close", people.actor("mzj.lingdao"))


def appoint(opened, key="mz3", **values):
    data = {
        "evaluator": people.organisation(key),
        "engagement_number": "WT-1",
        "engagement_fee": None,
        "report_due_at": clock.legal_now() + timedelta(days=40),
    }
    return refused(opened, "appoint", people.actor("mzj.jingban"), **{**data, **values})


def test_a7_18_only_a_registered_evaluator_is_appointed(opened):
    assert appoint(opened, "kangle") == {"input", "evaluator"}


def test_cf_7_the_provider_cannot_evaluate_itself(opened):
    Organisation.objects.filter(pk=opened.provider_id).update(kind="evaluator")
    assert appoint(opened, "zhaohui") == {"CF-7"}


@pytest.mark.parametrize("other", ["zhaohui", "mzj"])
def test_cf_7_an_evaluator_of_the_same_house_is_refused(opened, other):
    Organisation.objects.filter(pk=people.organisation("mz3").pk).update(parent=people.organisation(other))
    assert appoint(opened) == {"CF-7"}


def test_cf_7_people_who_worked_there_within_three_years_are_a_tie(opened, hand):
    user = people.actor("mz3.pingjia").user_id
    left = clock.legal_now() - timedelta(days=2 * 365)
    post = Membership.objects.create(
        user_id=user, organisation=opened.provider, roles=["provider_agent"], until=left
    )
    assert appoint(opened) == {"CF-7"}
    Membership.objects.filter(pk=post.pk).update(until=clock.legal_now() - timedelta(days=4 * 365))
    demo.appointed(hand, opened, people.organisation("mz3"))


def test_cf_7_a_shared_telephone_asks_for_a_reason(opened, hand):
    Organisation.objects.filter(pk__in=[opened.provider_id, people.organisation("mz3").pk]).update(
        phone="0431-80000000"
    )
    assert appoint(opened) == {"CF-7"}
    made = demo.appointed(
        hand, opened, people.organisation("mz3"), **{"overrides-CF-7": "同一写字楼总机,无隶属关系"}
    )
    assert made.state == "appointed"
