"""Purchaser and third party score, each for itself and without knowing of the other (A6.1)."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import demo as people
from documents.services import papers, stage
from evaluation import demo, ledger, policies
from evaluation.kinds import Party
from evaluation.models import Score
from tests.evaluation.test_step_pages import sign_in
from tests.evaluation.world import fresh, refused
from workflow.engine import execute
from workflow.models import Duty, Event

pytestmark = pytest.mark.django_db
PURCHASER, THIRD = Party.PURCHASER, Party.THIRD_PARTY


def sheet(evaluation, party=PURCHASER, **found):
    rows = demo.scores(evaluation, party, **found)
    return {
        "scores": rows,
        **demo.why_not_the_ledgers(evaluation, rows),
        "comment": "好",
        "problems": "",
        "diversion": "",
    }


def points(evaluation, party):
    return {s.criterion.name: s.points for s in evaluation.sheet(party).scores.select_related("criterion")}


def test_e3_points_follow_from_the_announced_formulas(scoring, hand):
    whole = sheet(scoring, 按时完成率=("85", "台账"), 实际完成率=("103", "超额完成"))
    assert refused(scoring, "score_as_purchaser", people.actor("mzj.jingban"), **whole) == {"E3"}
    more = {"overrides-E3": "合同外多服务180人次，台账可查。"}
    execute(scoring, "score_as_purchaser", people.actor("mzj.jingban"), {**whole, **more})
    demo.scored(hand, scoring, THIRD, "好", 有效投诉=("2", "两件属实"), 问题整改率=("80", "缺9份"))
    mine = points(scoring, PURCHASER)
    assert mine["按时完成率"] == Decimal("4.25") and mine["实际完成率"] == Decimal("15.00")
    theirs = points(scoring, THIRD)
    assert theirs["有效投诉"] == Decimal("3.00") and theirs["问题整改率"] == Decimal("4.00")


def test_a6_1_a_party_scores_all_of_its_indicators_and_no_others(scoring):
    actor = people.actor("mzj.jingban")
    whole = sheet(scoring)
    assert refused(scoring, "score_as_purchaser", actor, **{**whole, "scores": whole["scores"][1:]}) == {
        "A6.2"
    }
    theirs = demo.scores(scoring, THIRD)
    extra = next(row for row in theirs if row["criterion"] not in {r["criterion"] for r in whole["scores"]})
    more = {**whole, "scores": [*whole["scores"], extra]}
    assert refused(scoring, "score_as_purchaser", actor, **more) == {"A6.1"}
    twice = {**whole, "scores": [*whole["scores"], whole["scores"][0]]}
    assert refused(scoring, "score_as_purchaser", actor, **twice) == {"A6.1"}


@pytest.mark.parametrize(
    ("party", "name", "finding"),
    [(THIRD, "有效投诉", "1.5"), (THIRD, "资金使用合规性", "2"), (THIRD, "实际完成率", "1000")],
)
def test_e3_a_finding_fits_its_formula(scoring, party, name, finding):
    data = sheet(scoring, party, **{name: (finding, "记录")}) | {"overrides-E3": "理由"}
    found = refused(scoring, "score_as_third_party", people.actor("mz3.pingjia"), **data)
    assert found == {"E3"} or "input" in found


def test_a6_2_what_was_paid_is_the_ledgers_figure_or_another_with_a_reason(scoring, client):
    """The contract of this world was paid nothing: 100 % would be somebody's wish."""
    evaluator = people.actor("mz3.pingjia")
    free = sheet(scoring, THIRD, 预算执行率=("100", "凭证"))
    assert "尾款" in free.pop("overrides-A6.2")
    assert refused(scoring, "score_as_third_party", evaluator, **free) == {"A6.2"}
    page = sign_in(client, "mz3.pingjia").get(
        reverse("evaluation:evaluation-score-as-third-party", args=[scoring.pk])
    )
    rows = {r.about.name: r for r in page.context["form"].parts["scores"].forms}
    row = rows["预算执行率"]
    assert (row.known.paid, row.known.whole) == (0, scoring.contract.total)
    assert row["finding"].value() == "0" and "0.00元" in row["note"].value()
    assert not any(r.known for name, r in rows.items() if name != "预算执行率")
    assert f"{scoring.contract.total:,.2f}" in page.content.decode()
    near = sheet(scoring, THIRD, 预算执行率=("0.04", "按凭证四舍五入"))
    assert "overrides-A6.2" not in near
    assert execute(scoring, "score_as_third_party", evaluator, near).subject.sheet(THIRD)


@pytest.mark.parametrize(
    ("formula", "whole"),
    [
        ("实际支出÷实际到位；100%", "total"),
        ("实际支付金额÷合同金额", "total"),
        ("实际支出÷预算批复数；100%", "granted"),
        ("实际成本÷合同成本；100%", None),
        ("实际支出与计划一致；100%", None),
    ],
)
def test_a6_2_the_formula_says_of_what_the_payments_are_a_share(scoring, formula, whole):
    criterion = scoring.criteria.get(name="预算执行率")
    criterion.standard = formula
    found = ledger.known(scoring, criterion)
    wanted = {"total": scoring.contract.total, "granted": scoring.project.granted_amount}.get(whole)
    assert (found and found.whole) == wanted


@pytest.mark.parametrize("finding", ["-1", "abc", "", "1e99", "NaN", "１２３x"])
def test_nonsense_in_a_finding_is_named_beside_it(scoring, finding):
    data = sheet(scoring)
    data["scores"][0] = {**data["scores"][0], "finding": finding}
    assert "scores-0-finding" in refused(scoring, "score_as_purchaser", people.actor("mzj.jingban"), **data)


@pytest.mark.parametrize("name", ["mzj.lingdao", "mz3.pingjia", "zhaohui.faren", "czj.shenhe", "wjw.jingban"])
def test_only_the_purchasers_handler_scores_for_it(scoring, name):
    assert refused(scoring, "score_as_purchaser", people.actor(name), **sheet(scoring)) == {"actor"}


def test_a_later_sheet_takes_the_place_of_an_earlier_one(scoring, hand):
    demo.scored(hand, scoring, PURCHASER, "先", 按时完成率=("85", "台账"))
    demo.scored(hand, scoring, PURCHASER, "后", 按时完成率=("100", "复核后更正"))
    assert scoring.sheets.count() == 2, "the first one stays on record"
    assert scoring.sheet(PURCHASER).comment == "后" and points(scoring, PURCHASER)["按时完成率"] == 5


def test_handing_in_meets_the_duty(scoring, hand):
    demo.scored(hand, scoring, PURCHASER, "好")
    left = Duty.objects.open().filter(subject_id=scoring.pk).values_list("rule", flat=True)
    assert "evaluation.score_purchaser" not in left and "evaluation.score_third_party" in left


def test_a6_1_neither_party_sees_the_others_sheet_before_both_are_combined(scoring, hand):
    demo.scored(hand, scoring, PURCHASER, "好")
    evaluation = fresh(scoring)
    sees = {
        name: policies.sees_sheet(people.actor(name), evaluation, PURCHASER)
        for name in ("mzj.jingban", "mz3.pingjia", "zhaohui.faren", "sjj.shenji", "ngcz.shenhe")
    }
    assert sees == {
        "mzj.jingban": True,
        "mz3.pingjia": False,
        "zhaohui.faren": False,
        "sjj.shenji": True,
        "ngcz.shenhe": False,
    }


def test_evidence_belongs_to_its_indicator_and_stays_with_its_party(scoring, hand):
    actor = people.actor("mzj.jingban")
    file = stage(SimpleUploadedFile("台账.csv", b"day,visits\n1,20\n" * 20), actor)
    data = sheet(scoring)
    data["scores"][0] = {**data["scores"][0], "files": [file]}
    hand.do(scoring, "score_as_purchaser", actor, **data)
    evaluation = fresh(scoring)
    assert Score.objects.get(evidence__file=file).criterion_id == data["scores"][0]["criterion"]
    assert [p.file for p in papers(evaluation, actor)] == [file]
    assert papers(evaluation, people.actor("mz3.pingjia")) == []


def test_scores_stand_in_the_event_so_that_nobody_can_deny_them(scoring, hand):
    demo.scored(hand, scoring, PURCHASER, "好", 按时完成率=("85", "台账"))
    event = Event.objects.filter(subject_id=scoring.pk, step="score_as_purchaser").last()
    assert {"85"} <= {row["finding"] for row in event.content["data"]["scores"]}
