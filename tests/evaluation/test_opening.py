"""Opening an evaluation: when, by whom, and with which indicators."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts import demo as people
from evaluation.added_guards import standards_let_three_parties_judge
from evaluation.kinds import Party
from evaluation.models import Evaluation
from evaluation.rules.checks import coverage_faults
from evaluation.rules.indicators import parties_of
from procurement.models import Indicator
from sourcing.models import Tender
from tests.evaluation.world import as_if, fresh
from workflow import clock
from workflow.act import Act
from workflow.engine import create
from workflow.obstacles import Refusal, Refused

pytestmark = pytest.mark.django_db


def opening(contract, actor="mzj.jingban", **values):
    """Ids of the rules against opening an evaluation."""
    data = {
        "contract": contract,
        "kind": "final",
        "period_from": contract.starts_on,
        "period_to": contract.ends_on,
    }
    with pytest.raises(Refused) as caught:
        create(Evaluation, "open", people.actor(actor), {**data, **values})
    return caught.value


def test_a4_1_nothing_announced_nothing_to_evaluate(contract):
    Tender._base_manager.filter(pk=contract.tender_id).update(evaluation_standard=[])
    assert "A4.1" in opening(fresh(contract)).rules


@pytest.mark.parametrize("left_out", ["recipients", "purchaser", "third_party"])
def test_a6_1_every_party_must_have_something_to_score(contract, left_out):
    other = "third_party" if left_out != "third_party" else "purchaser"
    mixed = {"all", "purchaser_third", "finance"}
    rows = [
        {**r, "scorer": other if r["scorer"] in {left_out, *mixed} else r["scorer"]}
        for r in contract.tender.evaluation_standard
    ]
    Tender._base_manager.filter(pk=contract.tender_id).update(evaluation_standard=rows)
    assert "A6.1" in opening(fresh(contract)).rules


@pytest.mark.parametrize("block", ["quantity", "quality", "funds"])
def test_a6_2_quantity_quality_and_funds_are_all_judged(contract, block):
    rows = [
        {**r, "block": "satisfaction" if r["block"] == block else r["block"]}
        for r in contract.tender.evaluation_standard
    ]
    Tender._base_manager.filter(pk=contract.tender_id).update(evaluation_standard=rows)
    assert "A6.2" in opening(fresh(contract)).rules


def test_e3_points_must_make_a_hundred(contract):
    rows = contract.tender.evaluation_standard
    changed = [{**rows[0], "points": str(Decimal(rows[0]["points"]) - 1)}, *rows[1:]]
    Tender._base_manager.filter(pk=contract.tender_id).update(evaluation_standard=changed)
    assert "E3" in opening(fresh(contract)).rules


def test_e3_satisfaction_weighs_ten_and_output_sixty_at_least(contract):
    weights = {"quantity": "2", "quality": "2", "funds": "21", "satisfaction": "5"}
    rows = [{**r, "points": weights[r["block"]]} for r in contract.tender.evaluation_standard]
    Tender._base_manager.filter(pk=contract.tender_id).update(evaluation_standard=rows)
    assert {"eval.satisfaction_min", "eval.output_share_min"} <= opening(fresh(contract)).rules


def test_e3_timing_a_final_evaluation_follows_acceptance(contract):
    running = as_if(contract, state="in_force")
    assert opening(running).rules == {"A7.12"}
    made = create(
        Evaluation,
        "open",
        people.actor("mzj.jingban"),
        contract=running,
        kind="interim",
        period_from=date(2025, 6, 3),
        period_to=date(2025, 9, 30),
    ).subject
    assert made.kind == "interim" and made.accepted_at is None
    assert opening(running, kind="interim").rules == {"A6.3"}, "one at a time"


def test_a7_9_finance_may_lead_an_evaluation_of_its_own_level(contract):
    made = create(
        Evaluation,
        "open",
        people.actor("czj.shenhe"),
        contract=contract,
        kind="final",
        period_from=contract.starts_on,
        period_to=contract.ends_on,
    ).subject
    assert made.is_key and made.organiser.kind == "finance"


@pytest.mark.parametrize("stranger", ["wjw.jingban", "ngcz.shenhe"])
def test_a7_9_nobody_evaluates_another_units_contract(contract, stranger):
    assert opening(contract, stranger).kind in {Refusal.INPUT, Refusal.OBSTACLES}


@pytest.mark.parametrize("name", ["zhaohui.faren", "mz3.pingjia", "mzj.lingdao", "sjj.shenji"])
def test_only_handlers_open_evaluations(contract, name):
    assert opening(contract, name).kind in {Refusal.ACTOR, Refusal.INPUT}


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("period_from", date(2025, 6, 2)),
        ("period_to", date(2026, 12, 31)),
        ("period_to", date(2025, 6, 1)),
    ],
)
def test_the_period_lies_within_contract_and_past(contract, field, day):
    assert opening(contract, **{field: day}).obstacles


def test_a6_1_a_tender_is_not_published_with_standards_that_leave_a_party_out(contract):
    """The guard that evaluations add to the publication of a tender."""
    tender = fresh(contract.tender)
    publish = Tender.steps()["publish"]
    assert standards_let_three_parties_judge in publish.extra_guards
    act = Act(publish, tender, people.actor("mzj.lingdao"), clock.legal_now())
    assert list(standards_let_three_parties_judge(act)) == []
    rows = [{"block": "quantity", "scorer": "purchaser"}]
    assert {o.rule for o in coverage_faults(rows)} == {"A6.1", "A6.2"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a6_1_what_is_announced_names_the_parties_that_will_score(language):
    """Nobody is announced as a scorer who then gives no points: finance is none of the three parties."""
    with override(language):
        for scorer in set(Indicator.Scorer) - {Indicator.Scorer.ALL}:
            said = (
                str(Indicator.Scorer(scorer).label)
                .split("，" if language == "zh-hans" else ", on ")[0]
                .lower()
            )
            named = {party for party in Party if str(party.label).lower() in said}
            assert named == set(parties_of(scorer)), said
        assert set(parties_of(Indicator.Scorer.ALL)) == set(Party)
