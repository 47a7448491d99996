"""What must hold before a contract is signed, and the periods that follow."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from accounts.models import User
from contracts import challenges, demo
from contracts.models import Contract, ContractEntry
from core.dates import long_date, short_date
from disclosure.models import Notice
from documents.models import Paper
from procurement.models import Project
from tests.contracts import world
from workflow import clock, law
from workflow.engine import create
from workflow.models import Duty
from workflow.obstacles import Refused

HANDLER, HEAD, PROVIDER = "mzj.jingban", "mzj.lingdao", "zhaohui.faren"


@pytest.fixture
def draft(city) -> Contract:
    return city.hand.make(Contract, "draw_up", city.actor(HANDLER), award=city.award)


def settled(city, draft, **changes) -> Contract:
    return city.hand.do(draft, "settle_terms", city.actor(HANDLER), **{**demo.terms(draft), **changes})


def against(city, draft, **changes) -> set[str]:
    """Rules that stand against these terms."""
    return city.refused(draft, "settle_terms", HANDLER, **{**demo.terms(draft), **changes})


def test_b8_1_a_draft_takes_parties_amount_and_terms_from_the_award(city, draft):
    assert draft.amount == city.award.amount
    assert (draft.provider_id, draft.purchaser_id) == (city.award.provider_id, city.award.tender.purchaser_id)
    assert draft.scope == city.award.tender.requirement
    assert draft.quantity == city.award.tender.project.quantity
    assert draft.plan_rows.count() == 3 and draft.milestones.count() == 2


def test_b8_1_an_award_has_one_contract(city, draft):
    with pytest.raises(Refused) as refused:
        create(Contract, "draw_up", city.actor(HANDLER), {"award": city.award})
    assert "B8.1" in refused.value.rules


def test_b8_1_another_unit_draws_up_nothing(city):
    with pytest.raises(Refused):
        create(Contract, "draw_up", city.actor("sfj.jingban"), {"award": city.award})


@pytest.mark.parametrize(
    "change",
    [
        {"service": "别的服务"},
        {"quantity": Decimal("5999")},
        {"quality": "按国家标准执行。"},
        {"ends_on": date(2027, 6, 30)},
    ],
    ids=["subject", "quantity", "quality", "period"],
)
def test_b8_1_what_was_tendered_does_not_change(city, draft, change):
    assert "B8.1" in against(city, draft, **change)


def test_b8_1_more_detail_is_no_change(city, draft):
    assert settled(city, draft, quality=draft.quality + "\n每月回访一次。").quality.endswith("回访一次。")


def test_b8_1_the_amount_is_no_input(city, draft):
    assert against(city, draft, amount=Decimal("499999.00")) == {"input"}


def test_a4_5_nothing_goes_to_signature_before_all_groups_are_filled(city, draft):
    settled(city, draft, breach="", scope="")
    assert city.refused(draft, "propose", HANDLER) == {"A4.5"}
    settled(city, draft)
    assert city.hand.do(draft, "propose", city.actor(HANDLER)).state == "proposed"


def test_b8_6_acceptance_and_disputes_are_terms_as_well(city, draft):
    settled(city, draft, acceptance_terms="", disputes="")
    assert city.refused(draft, "propose", HANDLER) == {"B8.6"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"plan": [{"title": "一次付清", "share": 90, "condition": "accepted"}], "advance_share": 0}, "A4.6"),
        ({"advance_share": Decimal(20)}, "A7.8"),
        ({"milestones": [{"title": "全部", "standard": "", "due_on": "2026-12-31", "weight": 90}]}, "A7.8"),
        ({"funds": [{"year": 2026, "amount": Decimal("1.00")}]}, "A7.8"),
        ({"deposit": Decimal("50000.01")}, "B7.4"),
        ({"subcontractor": "某单位"}, "B8.10"),
        ({"subcontractor": "某单位", "subcontracting": "全部照护"}, "B8.10"),
        ({"sme_provider": True, "payment_days": 61}, "PAY-4"),
    ],
    ids=["shares", "advance", "weights", "funds", "deposit", "part unsaid", "main part", "days"],
)
def test_unlawful_terms_are_refused_by_their_rule(city, draft, change, rule):
    assert rule in against(city, draft, **change)


def test_terms_at_the_limit_are_lawful(city, draft):
    made = settled(
        city,
        draft,
        deposit=Decimal("50000.00"),
        sme_provider=True,
        payment_days=60,
        **{"overrides-pay.invoice_38": "分期验收，资金由上级按季拨付。"},
        subcontractor="某单位",
        subcontracting="车辆租赁",
        not_main_part=True,
    )
    assert made.deposit == Decimal("50000.00") and made.subcontractor == "某单位"


@pytest.mark.parametrize(
    ("starts", "ends", "planned"),
    [
        (date(2027, 1, 4), date(2027, 12, 31), {2027: "500000.00"}),
        # the advance and the first half by December, the second half and the rest in the year of the end
        (date(2026, 7, 1), date(2027, 6, 30), {2026: "300000.00", 2027: "200000.00"}),
    ],
    ids=["next year", "two years"],
)
def test_a7_8_the_fund_plan_is_proposed_by_the_years_of_the_term(city, starts, ends, planned):
    Project.objects.filter(pk=city.award.tender.project_id).update(starts_on=starts, ends_on=ends)
    award = city.fresh(city.award)
    draft = city.hand.make(Contract, "draw_up", city.actor(HANDLER), award=award)
    found = dict(draft.fund_years.values_list("year", "amount"))
    assert found == {year: Decimal(amount) for year, amount in planned.items()}
    assert settled(city, draft).state == "draft", "what is proposed can be signed"


def test_a7_8_a_year_of_the_term_without_funds_needs_a_written_reason(city, draft):
    elsewhere = {"funds": [{"year": draft.starts_on.year + 1, "amount": draft.total}]}
    assert against(city, draft, **elsewhere) == {"A7.8"}
    reason = {"overrides-A7.8": "首年由供应商垫付，次年一次结清。"}
    assert settled(city, draft, **elsewhere, **reason).fund_years.get().year == draft.starts_on.year + 1


@pytest.fixture
def long_one(city, draft) -> Contract:
    """Tendered for three years, so that only the length of the term is in question."""
    draft.basis["days"] = 365 * 4
    Contract.objects.filter(pk=draft.pk).update(basis=draft.basis)
    return draft


def ends(contract: Contract, years: int, days: int = 0) -> date:
    return contract.starts_on.replace(year=contract.starts_on.year + years) + timedelta(days=days)


def evenly(contract: Contract, last: int) -> list[dict[str, object]]:
    """Some funds in each year of the term."""
    years = range(contract.starts_on.year, last + 1)
    rest = contract.total - len(years[1:])
    return [{"year": y, "amount": Decimal(1) if y > years[0] else rest} for y in years]


ALL = ["budget", "fixed", "continuous", "funding", "price"]


@pytest.mark.parametrize(
    ("years", "days", "grounds", "lawful"),
    [
        (1, -1, [], True),
        (1, 0, [], False),
        (1, 0, ALL[:4], False),
        (1, 0, ALL, True),
        (3, -1, ALL, True),
        (3, 0, ALL, False),
    ],
)
def test_b8_11_one_year_or_up_to_three_under_conditions(city, long_one, years, days, grounds, lawful):
    change = {"ends_on": ends(long_one, years, days), "long_term_grounds": grounds}
    change["funds"] = evenly(long_one, change["ends_on"].year)
    if lawful:
        assert settled(city, long_one, **change).ends_on == change["ends_on"]
    else:
        assert against(city, long_one, **change) == {"B8.11"}


def signed(city, draft) -> Contract:
    settled(city, draft)
    city.hand.do(draft, "propose", city.actor(HANDLER))
    return city.hand.do(draft, "sign", city.actor(HEAD))


def test_a4_4_the_provider_signs_that_it_will_not_transfer(city, draft):
    signed(city, draft)
    assert city.refused(draft, "countersign", PROVIDER) == {"A4.4"}
    assert city.hand.do(draft, "countersign", city.actor(PROVIDER), no_transfer=True).state == "in_force"


def test_only_heads_sign_and_only_for_their_own_side(city, draft):
    settled(city, draft)
    city.hand.do(draft, "propose", city.actor(HANDLER))
    assert city.refused(draft, "sign", HANDLER) == {"actor"}
    assert city.refused(draft, "sign", "sfj.lingdao") == {"actor"}
    city.hand.do(draft, "sign", city.actor(HEAD))
    assert city.refused(draft, "countersign", "zhaohui.jingban", no_transfer=True) == {"actor"}
    assert city.refused(draft, "countersign", "kangle.faren", no_transfer=True) == {"actor"}


def test_ch_9_an_open_challenge_holds_up_both_signatures(city, draft):
    settled(city, draft)
    challenged = {city.award.tender_id}
    source = lambda tender: tender.pk in challenged  # noqa: E731
    challenges.register(source)
    try:
        assert city.refused(draft, "propose", HANDLER) == {"CH-9"}
        challenged.clear()
        city.hand.do(draft, "propose", city.actor(HANDLER))
        challenged.add(city.award.tender_id)
        assert city.refused(draft, "sign", HEAD) == {"CH-9"}
        challenged.clear()
        city.hand.do(draft, "sign", city.actor(HEAD))
        challenged.add(city.award.tender_id)
        assert city.refused(draft, "countersign", PROVIDER, no_transfer=True) == {"CH-9"}
    finally:
        challenges.unregister(source)


def test_both_sign_one_text_and_the_database_keeps_it(city, draft):
    signed(city, draft)
    for change in ({"breach": "无"}, {"amount": Decimal("1.00")}, {"deposit": Decimal("1.00")}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Contract.objects.filter(pk=draft.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.plan_rows.update(amount=Decimal("1.00"))
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.milestones.all().delete()


def test_a5_4_contracts_stay_within_the_commitment(city, draft):
    signed(city, draft)
    entry = ContractEntry(
        contract=draft, commitment=draft.commitment, kind="concluded", amount=Decimal("40000.01"),
        event_id=draft.pk,
    )  # fmt: skip
    entry.save()
    assert city.refused(draft, "countersign", PROVIDER, no_transfer=True) == {"A5.4"}


def test_b8_3_a_contract_that_is_not_concluded_makes_room_for_another(city, draft):
    signed(city, draft)
    city.hand.do(draft, "withdraw", city.actor(PROVIDER), reason="无法按投标承诺配备人员")
    again = city.hand.make(Contract, "draw_up", city.actor(HANDLER), award=city.award)
    assert again.number != draft.number


def test_b8_2_who_gives_up_a_project_after_the_award_says_so_to_the_provider_first(city, draft):
    signed(city, draft)
    project, why = city.fresh(draft.project), {"reason": "采购任务取消"}
    assert city.refused(project, "terminate", HEAD, **why) == {"B8.2"}
    city.hand.do(draft, "withdraw", city.actor(PROVIDER), reason="无法按投标承诺配备人员")
    again = city.hand.make(Contract, "draw_up", city.actor(HANDLER), award=city.award)
    assert city.refused(project, "terminate", HEAD, **why) == {"B8.2"}, "whichever was drawn up first"
    city.hand.do(again, "withdraw", city.actor(HEAD), reason="供应商仍无法配备人员")
    assert Duty.objects.open().filter(subject_id=project.pk, rule="contract.sign").exists()
    city.hand.do(project, "terminate", city.actor(HEAD), **why)
    assert not Duty.objects.open().filter(subject_id=project.pk).exists(), "nobody waits for a contract"
    with pytest.raises(Refused) as refused:
        create(Contract, "draw_up", city.actor(HANDLER), {"award": city.award})
    assert refused.value.rules == {"A5.1"}


def test_signing_binds_the_money_moves_the_project_and_prints_the_paper(city, draft):
    signed(city, draft)
    contract = city.hand.do(draft, "countersign", city.actor(PROVIDER), no_transfer=True)
    assert city.fresh(contract.commitment).contracted == contract.amount
    assert city.fresh(contract.project).state == "contracted"
    paper = Paper.objects.of(contract).get(kind="contract")
    assert "伍拾万元整" in paper.html and contract.text_digest in paper.html
    assert contract.project.parties.filter(organisation=contract.provider).exists()


def due(contract: Contract, rule: str) -> Duty:
    return Duty.objects.get(subject_id=contract.pk, rule=rule)


def test_b8_4_the_notice_follows_within_two_working_days(city, draft):
    signed(city, draft)
    contract = city.hand.do(draft, "countersign", city.actor(PROVIDER), no_transfer=True)
    assert law.local_day(due(contract, "contract.publish").due_at) == date(2026, 4, 15)
    assert city.refused(contract, "publish", HANDLER) == {"input"}
    contract = city.hand.do(contract, "publish", city.actor(HANDLER), publication_reviewed=True)
    assert due(contract, "contract.publish").met_at
    notice = Notice.objects.get(kind="AN-09", subject_id=contract.pk)
    assert notice.payload["contract_number"] == contract.number
    assert notice.payload["method"] == {"zh": "公开招标", "en": "Open tendering"}
    assert city.refused(contract, "publish", HANDLER, publication_reviewed=True) == {"state"}


def test_b8_5_the_copy_goes_to_finance_within_seven_working_days_and_is_confirmed(city, draft):
    signed(city, draft)
    contract = city.hand.do(draft, "countersign", city.actor(PROVIDER), no_transfer=True)
    assert law.local_day(due(contract, "contract.file").due_at) == date(2026, 4, 22)
    assert city.refused(contract, "confirm_filing", "czj.shenhe") == {"B8.5"}
    contract = city.hand.do(contract, "file", city.actor(HANDLER))
    contract = city.hand.do(contract, "confirm_filing", city.actor("czj.shenhe"))
    assert (
        contract.filing_confirmed_at
        and due(contract, "contract.file").met_at
        and due(contract, "B8.5").met_at
    )


def test_the_clock_of_the_letter_stops_with_the_signature(city, draft):
    Duty.objects.create(
        subject_type="sourcing.tender", subject_id=city.award.tender_id, title="x", url="/", step="sign",
        label="Sign", organisation_id=draft.purchaser_id, rule="contract.sign", arose_at=world.SIGNING,
    )  # fmt: skip
    signed(city, draft)
    assert not Duty.objects.get(rule="contract.sign", title="x").met_at
    city.hand.do(draft, "countersign", city.actor(PROVIDER), no_transfer=True)
    assert Duty.objects.get(rule="contract.sign", title="x").met_at


def test_b8_2_whoever_must_sign_sees_until_when_and_why(city, draft, client):
    """Thirty days from the letter, through every hand, also after it was sent back."""
    by = law.due("contract.sign", city.award.announced_at).at

    def waits(step, organisation_id):
        duty = Duty.objects.open().get(subject_id=draft.pk, step=f"contracts.contract.{step}")
        return (duty.rule, duty.due_at, duty.organisation_id) == ("contract.sign", by, organisation_id)

    assert waits("propose", draft.purchaser_id)
    city.later(days=3)
    signed(city, draft)
    assert waits("countersign", draft.provider_id)
    city.hand.do(draft, "send_back", city.actor(PROVIDER), reason="付款节点有误")
    assert waits("propose", draft.purchaser_id)
    city.hand.do(draft, "propose", city.actor(HANDLER))
    assert waits("sign", draft.purchaser_id)
    client.force_login(User.objects.get(username=HEAD))
    page = client.get("/worklist/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "第四十六条" in page
    assert long_date(by) in page or short_date(by, clock.legal_now()) in page


def test_no_input_is_an_error_of_the_server(city, draft):
    """Whatever is typed, the answer is a refusal with its sentence."""
    for name in ("quantity", "deposit", "starts_on", "payment_days", "advance_share"):
        for value in ("NaN", "1e999", "-1", "９９９", "x" * 500, "\x00", "2026-02-30"):
            try:
                settled(city, draft, **{name: value})
            except (Refused, ValidationError) as refused:
                assert refused


def test_b8_6_nobody_but_the_provider_is_paid(city, draft):
    assert against(city, draft, payee_name="张三") == {"B8.6"}


@pytest.mark.parametrize(("name", "step"), [(HEAD, "sign"), (PROVIDER, "countersign")])
def test_whoever_signs_has_the_terms_and_the_account_before_them(city, draft, client, name, step):
    terms = demo.terms(draft)
    proposed = city.hand.do(settled(city, draft), "propose", city.actor(HANDLER))
    if step == "countersign":
        city.hand.do(proposed, "sign", city.actor(HEAD))
    world.sign_in(client, name)
    page = client.get(f"{proposed.get_absolute_url()}{step}/").content.decode()
    assert all(terms[key] in page for key in ("breach", "payee_name", "payee_bank", "payee_account"))


def test_a_contract_is_read_before_it_is_public(city, client):
    contract = demo.concluded(city.hand, city.award)
    world.sign_in(client, HANDLER)
    page = client.get(f"{contract.get_absolute_url()}publish/").content.decode()
    demo.filed(city.hand, contract)
    assert Notice.objects.get(kind="AN-09", subject_id=contract.pk).html in page
