"""Three parties' scores become one result, which everybody can work out again (A6.1, A6.2, E1, E3)."""

import copy
from datetime import timedelta
from decimal import Decimal as D
from types import SimpleNamespace

import pytest

from accounts import demo as people
from evaluation import demo, notices, parameters, recount, scorecard
from evaluation.kinds import Party
from evaluation.models import Survey
from evaluation.rules.combining import combine
from tests.evaluation.world import fresh, refused
from workflow import clock, law
from workflow.availability import obstacles_of

pytestmark = pytest.mark.django_db
HANDLER = "mzj.jingban"
TEXTS = {
    "summary": "好",
    "problems": "",
    "rectification": "",
    "budget_advice": "keep",
    "budget_note": "",
}


def against(evaluation):
    """Ids of the rules that stand against combining, known before the click."""
    step = type(evaluation).steps()["combine"]
    return {o.rule for o in obstacles_of(step, fresh(evaluation), people.actor(HANDLER))}


def test_a6_1_without_the_purchasers_sheet_there_is_no_result(surveyed, hand):
    demo.scored(hand, surveyed, Party.THIRD_PARTY, "好")
    assert against(surveyed) == {"A6.1"}
    demo.scored(hand, surveyed, Party.PURCHASER, "好")
    assert against(surveyed) == set()


def test_a6_1_without_the_third_partys_sheet_there_is_no_result(surveyed, hand):
    demo.scored(hand, surveyed, Party.PURCHASER, "好")
    assert against(surveyed) == {"A6.1"}
    assert refused(surveyed, "combine", people.actor(HANDLER), **TEXTS) == {"A6.1"}


def test_a6_1_without_recipients_there_is_no_result(judged, monkeypatch):
    monkeypatch.setattr(parameters, "least_shown", lambda e: 37)  # thirty-six have answered
    assert "A6.1" in against(judged)


def test_a7_17_recipients_may_answer_until_their_survey_ends(judged):
    clock.set_legal_now(judged.survey.closes_at - timedelta(hours=1))
    assert against(judged) == {"A7.17"}
    Survey.objects.filter(pk=judged.survey.pk).update(closes_at=clock.legal_now() - timedelta(hours=1))
    assert against(judged) == set()


def test_e4_too_few_answers_need_a_reason_and_are_published_as_such(judged, hand, monkeypatch):
    assert parameters.least_valid(judged) == 30
    monkeypatch.setattr(parameters, "least_valid", lambda e: 37)
    assert against(judged) == {"survey.valid_min"}
    actor = people.actor(HANDLER)
    assert refused(judged, "combine", actor, **TEXTS) == {"survey.valid_min"}
    done = demo.combined(hand, judged, **{"overrides-survey.valid_min": "名册人员多数外出,两次补调仍不足"})
    assert done.result["survey"]["counts"] is False
    told = notices.payload(done, SimpleNamespace(today=clock.legal_date()))["sample_method"]
    assert "名册人员多数外出,两次补调仍不足" in told


def test_e3_parties_no_party_may_weigh_nothing(judged, monkeypatch):
    known = parameters.weights(judged)
    assert known == {"purchaser": D("0.4"), "recipients": D("0.3"), "third_party": D("0.3")}
    monkeypatch.setattr(parameters, "weights", lambda e: {**known, "recipients": D(0), "purchaser": D("0.7")})
    assert "E3.PARTIES" in against(judged)


def test_the_result_can_be_worked_out_from_its_own_figures(judged, hand):
    card = demo.combined(hand, judged).result
    assert recount.differences(card) == []
    lines = {line["name"]: line for line in card["lines"]}
    assert sum(D(line["score"]) for line in card["lines"]) == D(card["total"])
    assert sum(D(block["score"]) for block in card["blocks"]) == D(card["total"])
    shared = lines["质量达标率"]
    marks = {party: D(mark["points"]) for party, mark in shared["marks"].items()}
    weighted = (
        D("0.4") * marks["purchaser"] + D("0.3") * marks["recipients"] + D("0.3") * marks["third_party"]
    )
    assert D(shared["score"]) == weighted.quantize(D("0.01"), rounding="ROUND_HALF_UP")
    satisfied = lines["服务对象满意度"]["marks"]["recipients"]
    # (14×100+15×80+4×60+2×40+1×20) ÷ 36 = 81.67 %
    assert satisfied["finding"] == "81.67"
    assert card["survey"]["valid"] == 36 and card["survey"]["counts"] is True


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c.update(total="99.99"),
        lambda c: c.update(grade="excellent" if c["grade"] != "excellent" else "poor"),
        lambda c: c["lines"][0].update(score="0.01"),
        lambda c: c["lines"][0]["marks"]["purchaser"].update(points="1.11"),
        lambda c: c["lines"][0]["marks"]["purchaser"].update(finding="12"),
        lambda c: c["blocks"][1].update(score="1.00"),
        lambda c: c["survey"]["questions"][0]["groups"][0].update(people=15),
        lambda c: c["survey"]["questions"][0]["groups"].pop(),
        lambda c: c["survey"]["questions"][0].update(worth=36 * 100),
        lambda c: c["survey"]["questions"][0].update(worth=36 * 20, rate="20.00"),
        lambda c: c["weights"].update(recipients="0"),
        lambda c: c["parties"][2].update(share="12.00"),
        lambda c: c["diversion"].append("挪用"),
        lambda c: c["survey"].update(valid=400),
    ],
)
def test_a_changed_figure_is_found(combined_card, spoil):
    card = copy.deepcopy(combined_card)
    spoil(card)
    assert recount.differences(card)


@pytest.fixture
def combined_card(judged):
    return scorecard.build(fresh(judged))


def test_e3_diverted_funds_make_the_grade_poor(judged, hand):
    demo.scored(hand, judged, Party.THIRD_PARTY, "发现问题", diversion="挪用专项资金3万元,附凭证")
    done = demo.combined(hand, judged)
    assert done.total > 60 and done.grade == "poor" and done.result["diversion"]
    assert recount.differences(done.result) == []


def test_e1_grade_follows_the_thresholds_of_the_day(judged, hand):
    done = demo.combined(hand, judged)
    day = dict(jurisdiction=judged.jurisdiction_code(), on=judged.regime_date())
    assert law.find("eval.grade_good", **day).value == 80
    assert done.grade == ("excellent" if done.total >= 90 else "good" if done.total >= 80 else "fair")


def test_nothing_is_taken_in_after_the_scores_are_combined(judged, links, hand):
    demo.combined(hand, judged)
    from evaluation import answering

    clock.set_legal_now(judged.survey.closes_at)
    assert fresh(judged.survey).closed_at and answering.survey_for(links[39]) is None


def test_e3_use_what_must_be_put_right_has_a_day(judged):
    actor = people.actor(HANDLER)
    assert refused(judged, "combine", actor, **{**TEXTS, "rectification": "固定社工人选"}) == {"E3.USE"}
    past = {**TEXTS, "rectification": "固定社工人选", "rectify_by": "2020-01-01"}
    assert refused(judged, "combine", actor, **past) == {"E3.USE"}


def test_reopened_scores_need_new_sheets_but_the_same_survey(judged, hand):
    again = hand.do(
        demo.combined(hand, judged), "reopen", people.actor(HANDLER), reason="第三方核实后需更正一项指标"
    )
    assert (again.state, again.total, again.result) == ("scoring", None, {})
    assert against(again) == {"A6.1"} and again.survey.answered == 36
    demo.scored(hand, again, Party.PURCHASER, "更正后")
    demo.scored(hand, again, Party.THIRD_PARTY, "更正后")
    assert demo.combined(hand, again).total > 90


def test_a_replaced_third_party_takes_its_survey_along(judged, hand):
    """Its answers are kept on record and no longer count; the next one asks anew."""
    replaced = hand.do(judged, "replace", people.actor(HANDLER), reason="发现其与承接主体存在业务往来")
    assert (replaced.state, replaced.evaluator, fresh(replaced).survey) == ("opened", None, None)
    old = replaced.surveys.get()
    assert old.set_aside_at and old.answered == 36
    appointed = demo.appointed(hand, fresh(replaced), people.organisation("ggfw"))
    planned = demo.planned(hand, demo.declared(hand, appointed), [("全体", 40)])
    started = demo.started(hand, planned)
    assert started.sheet(Party.PURCHASER) is None, "a new round"
    assert started.surveys.count() == 2 and fresh(started).survey.answered == 0


def test_two_scorers_keep_the_proportion_of_their_weights():
    weights = {"purchaser": D("0.4"), "recipients": D("0.3"), "third_party": D("0.3")}
    assert combine({"purchaser": D("10.00"), "third_party": D("8.00")}, weights) == D("9.14")
