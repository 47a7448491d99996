"""The public page of a project: what the notices say together, and nothing that they don't say."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.translation import override

from accounts.actors import played
from core.components import MoneyBar
from disclosure.models import Withholding
from disclosure.registry import kinds
from disclosure.twin import shown
from disclosure.twin.told import ProjectTold
from tests import people
from tests.disclosure.conftest import SAMPLES, full_payload
from workflow import engine
from workflow.clock import legal_now

CALL, AWARD, CONTRACT, CHANGE, ACCEPTANCE, REVIEW = "AN-03", "AN-07", "AN-09", "AN-10", "AN-11", "AN-17"
NUMBER = {"contract_number": "HT-2025-0001"}


@pytest.fixture
def provider(db):
    return people.organisation("provider", name="朝晖养老服务中心", name_en="Zhaohui Elderly Care")


@pytest.fixture
def tell(publish, monkeypatch, provider):
    """`tell(kind, status=…, paid=…, **payload)`: publish about one project; the release names the contract."""
    project = {"project_id": uuid4(), "project_number": "CC-2025-0007"}

    def run(kind, status="", paid=(), amount=None, closes_at=None, corrects=None, **payload):
        contract = {"id": "HT-2025-0001", "awardID": "CC-2025-0007-Z", "status": status or "active"}
        if paid:
            rows = [
                {"id": str(n), "value": {"amount": a, "currency": "CNY"}} for n, a in enumerate(paid, start=1)
            ]
            contract["implementation"] = {"transactions": rows}
        part = {"tag": ["contract"], **({"contracts": [contract]} if status else {})}
        monkeypatch.setitem(kinds._parts, kind, lambda subject, values: part)
        values = full_payload(kinds[kind]) | payload
        named = {"providers": [provider]} if kind not in {CALL, "AN-06", "AN-08"} else {}
        return publish(
            kind, values, amount=amount, closes_at=closes_at, corrects=corrects, **named, **project
        )

    run.project = project["project_id"]
    return run


def told(tell):
    return ProjectTold.of(tell.project)


def stand(tell):
    """How far the page says that the project is: the state of each stage, and what the current one says."""
    with override("en"):
        rows = list(shown.stages(told(tell), legal_now()))
    current = next((row for row in rows if row.state == "now"), rows[-1])
    return [row.state for row in rows].count("done"), current.note


def call(tell, days=5):
    return tell(CALL, closes_at=legal_now() + timedelta(days=days), budget=Decimal(900), ceiling=Decimal(800))


def contract(tell):
    return tell(CONTRACT, "active", amount=Decimal(700), **NUMBER)


def accept(tell, status="terminated", amount=700):
    heard = {"heard": 30, "satisfied": 29}
    return tell(ACCEPTANCE, status, (300.1, 200.2), amount=Decimal(amount), **heard, **NUMBER)


def review(tell, status="terminated", letter="良"):
    card = {"grade_letter": letter, "grade": "good"}
    rows = [{"party": "购买主体", "who": "长春市民政局", "rate": Decimal("91.20"), "says": ""}]
    return tell(REVIEW, status, card=card, parties=rows, score=Decimal("86.44"), **NUMBER)


def test_the_stages_follow_the_notices(tell):
    call(tell)
    assert stand(tell) == (2, "bids until " + day(legal_now() + timedelta(days=5)))
    tell(AWARD, amount=Decimal(700))
    assert stand(tell) == (2, f"awarded {day(legal_now())}")
    contract(tell)
    assert stand(tell) == (3, "contract being performed")
    accept(tell, "active")
    assert stand(tell) == (4, "not passed yet")
    accept(tell)
    assert stand(tell) == (5, "result not published yet")
    review(tell)
    assert stand(tell) == (6, "Good 86.44")


def day(moment):
    with override("en"):
        return shown.long_date(moment)


def test_an_interim_evaluation_ends_nothing(tell):
    call(tell)
    contract(tell)
    review(tell, "active")
    assert stand(tell) == (3, "contract being performed")
    assert shown.judged(told(tell).reviews[0])["letter"] == "良"


def test_a_call_that_failed_and_the_next_one(tell):
    call(tell, days=-1)
    assert stand(tell)[1] == "bids are being evaluated"
    tell("AN-08")
    assert stand(tell) == (2, f"ended without a contract {day(legal_now())}")
    assert shown.open_call(told(tell), legal_now()) is None
    call(tell)
    assert stand(tell)[1].startswith("bids until")


def test_a_contract_that_ended_early_is_no_stage_that_goes_on(tell):
    call(tell)
    contract(tell)
    tell(CHANGE, "cancelled", amount=Decimal(700), **NUMBER)
    with override("en"):
        rows = list(shown.stages(told(tell), legal_now()))
    assert [row.state for row in rows] == ["done"] * 3 + ["ahead"] * 3
    assert rows[3].note == f"contract ended early {day(legal_now())}"


def test_a_later_call_leaves_the_old_contract_behind(tell):
    call(tell)
    contract(tell)
    tell(CHANGE, "cancelled", amount=Decimal(700), **NUMBER)
    call(tell)
    assert stand(tell)[0] == 2
    assert [bar.label for bar in bars(tell)] == ["Budget", "Ceiling", "Contract", "Paid"]


def test_a_correction_moves_the_closing_time(tell):
    call(tell)
    later = legal_now() + timedelta(days=9)
    tell("AN-06", closes_at=later)
    assert told(tell).closes_at == later
    assert shown.open_call(told(tell), legal_now())["closes_at"] == later


def bars(tell):
    with override("en"):
        return list(shown.money(told(tell)))


def test_the_money_is_what_was_published(tell):
    first = call(tell)
    with override("en"):
        assert bars(tell) == [
            MoneyBar("Budget", Decimal(900), "base", first.number),
            MoneyBar("Ceiling", Decimal(800), "", SAMPLES["text"]),
        ]
    tell(AWARD, amount=Decimal(710))
    contract(tell)
    award, signed, paid = bars(tell)[2:]
    assert (award.amount, signed.amount, paid.amount) == (710, 700, None)
    tell(CHANGE, "active", amount=Decimal(750), **NUMBER)
    accept(tell, amount=750)
    signed, paid = bars(tell)[3:]
    assert (signed.amount, paid.amount) == (750, Decimal("500.3"))
    assert paid.note == f"66.7% of the contract, as published {day(legal_now())}"


@pytest.fixture
def withhold(bureau):
    """`withhold(notice, names)`: one person proposes, another decides."""
    handler, head = (played(people.member(bureau, role)) for role in ("handler", "head"))

    def run(notice, *names):
        given = {"field_names": list(names), "basis": "trade_secret", "explanation": "误发。"}
        proposal = engine.create(Withholding, "propose", handler, notice=notice, **given).subject
        engine.execute(proposal, "decide", head)

    return run


def test_what_was_withheld_stands_nowhere_on_the_page(client, tell, withhold):
    withhold(call(tell), "budget", "requirement")
    withhold(contract(tell), "amount", "provider_name")
    withhold(accept(tell), "amount", "provider_name")
    withhold(review(tell), "grade", "score", "parties", "evaluator_name")
    with override("en"):
        assert [(bar.label, bar.amount) for bar in bars(tell)] == [
            ("Ceiling", 800),
            ("Contract", None),
            ("Paid", None),
        ]
    assert stand(tell) == (6, "")
    page = client.get(f"/notices/project/{tell.project}/").content.decode()
    for gone in ("900.00", "700.00", "500.30", "86.44", "91.2", "良"):
        assert gone not in page


def test_the_provider_leads_to_its_entry(tell, provider):
    call(tell)
    contract(tell)
    told_of = told(tell)
    assert shown.provider_ids(told_of) == [provider.pk]
    with override("en"):
        rows = list(shown.people(told_of, {provider.pk: "/here/"}))
    assert [(str(row.name), row.url) for row in rows[1:2]] == [("Zhaohui Elderly Care", "/here/")]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_whole_page(client, tell, language):
    for step in (call, contract, accept, review):
        step(tell)
    page = client.get(f"/notices/project/{tell.project}/", headers={"accept-language": language})
    text = page.content.decode()
    for said in ("900.00", "800.00", "700.00", "500.30", "86.44", "91.2"):
        assert said in text
    assert ("朝晖养老服务中心" if language == "zh-hans" else "Zhaohui Elderly Care") in text
    for row, notice in zip(page.context["papers"], page.context["notices"], strict=True):
        assert row.title.startswith(notice.kind_label)
    assert "\ue000" not in text


def test_a_corrected_figure_stands_in_place_of_the_wrong_one(client, tell):
    """As the last correction of that very notice says it; the notice itself stays as it was."""
    call(tell)
    contract(tell)
    told = accept(tell)
    for right in (31, 32):
        tell("AN-06", corrects=told, corrected={"heard": str(right)})
    assert "32人，其中29人满意" in client.get(f"/notices/project/{tell.project}/").content.decode()
    told.refresh_from_db()
    assert told.payload["heard"] == "30"
