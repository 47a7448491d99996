"""What a tender must keep to before it is public: each rule violated once, and once conformed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import demo as people
from disclosure.models import Notice
from procurement import demo as procurement
from procurement.models import Project, Requirement
from sourcing import demo
from sourcing.demo.tendering import not_told, tender_input
from sourcing.models import Tender
from sourcing.presenting import period_of
from sourcing.rules.term import term_of
from workflow import clock, law
from workflow.availability import available
from workflow.engine import create, execute
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
HANDLER, HEAD = "mzj.jingban", "mzj.lingdao"


def draft(world, **values):
    return demo.draft_tender(world.hand, world.project, **values)


def refusal_of_draft(world, **values):
    with pytest.raises(Refused) as caught:
        draft(world, **values)
    return caught.value.rules


def criteria(*weights, kinds=("price", "technical", "commercial")):
    return [
        {"kind": kind, "name": f"因素{n}", "standard": "分档评分", "weight": Decimal(weight)}
        for n, (kind, weight) in enumerate(zip(kinds, weights, strict=False))
    ]


def publish(world, tender):
    head = people.actor(HEAD)
    given = {"publication_reviewed": True, **not_told(tender, head)}
    return execute(tender, "publish", head, given).subject


def refusal_of_publication(world, tender):
    with pytest.raises(Refused) as caught:
        publish(world, tender)
    return caught.value.rules


# The draft


def test_quotations_are_refused_for_services_with_the_rule_that_says_so(world):
    assert refusal_of_draft(world, method="inquiry") == {"B1.6"}


@pytest.mark.parametrize(
    ("method", "rule"),
    [
        ("invited", "B1.2"),
        ("negotiation", "B1.3"),
        ("consultation", "B1.7"),
        ("single", "B1.5"),
        ("framework", "B1.8"),
    ],
)
def test_other_methods_are_named_and_not_carried_out(world, method, rule):
    assert refusal_of_draft(world, method=method) == {rule}


def test_the_ceiling_stays_within_the_budget(world):
    granted = world.project.granted_amount
    assert refusal_of_draft(world, ceiling=granted + Decimal("0.01")) == {"CF-10"}
    assert draft(world, ceiling=granted).ceiling == granted


def test_the_bid_security_is_at_most_two_per_cent_of_the_budget(world):
    two = (world.project.granted_amount * Decimal("0.02")).quantize(Decimal("0.01"))
    assert refusal_of_draft(world, deposit=two + Decimal("0.01")) == {"deposit.bid_max"}
    assert draft(world, deposit=two).deposit == two


@pytest.mark.parametrize(
    ("weights", "rules"),
    [((10, 50, 30), {"B5"}), ((9, 51, 40), {"open.price_weight_services_min"}), ((10, 50, 40), set())],
)
def test_weights_add_up_and_the_price_weighs_ten_per_cent(world, weights, rules):
    if rules:
        assert refusal_of_draft(world, criteria=criteria(*weights)) == rules
    else:
        assert draft(world, criteria=criteria(*weights)).price_weight == Decimal(10)


def test_there_is_exactly_one_criterion_for_the_price(world):
    assert "B2.11" in refusal_of_draft(world, criteria=criteria(50, 50, kinds=("technical", "commercial")))
    assert "B2.11" in refusal_of_draft(world, criteria=criteria(50, 50, kinds=("price", "price")))


@pytest.mark.parametrize("name", ["mean", "second", "ceiling"])
@pytest.mark.parametrize(("rate", "lawful"), [("0.19", False), ("0.66", False), ("0.60", True)])
def test_a_document_may_raise_the_rates_of_low_prices_within_limits(world, name, rate, lawful):
    values = {f"low_price_{name}": Decimal(rate)}
    if lawful:
        assert getattr(draft(world, **values), f"low_price_{name}") == Decimal(rate)
    else:
        assert refusal_of_draft(world, **values) == {f"lowprice.{name}"}


def test_conditions_that_favour_a_place_need_a_reason(world):
    """CF-9: a warning, which a written reason passes."""
    tender = ready(world, conditions="须为本市注册的社会组织。")
    assert "CF-9" in refusal_of_publication(world, tender)


def test_a_small_project_is_reserved_or_says_why_not(world):
    assert refusal_of_draft(world, sme_choice="none", sme_reason="") == {"SME-4"}
    assert refusal_of_draft(world, sme_choice="social", sme_reason="") == {"SME-6"}
    assert draft(world, sme_choice="reserved", sme_reason="")


def test_another_units_project_cant_be_tendered(world):
    with pytest.raises(Refused):
        create(
            Tender, "draft", people.actor("sfj.jingban"), project=world.project,
            **tender_input(world.project, clock.legal_now()),
        )  # fmt: skip


# Publication


def ready(world, **values):
    return demo.name_officials(world.hand, draft(world, **values))


def at(days, hour=9, minute=30):
    day = clock.legal_date() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), clock.SHANGHAI)


def test_twenty_days_lie_between_documents_and_deadline(world):
    """Procurement Law, article 35: 2 March + 20 days is 22 March; the 22nd is a Sunday."""
    early = ready(world, closes_at=at(19))
    assert "open.bid_prep" in refusal_of_publication(world, early)


def test_the_first_lawful_working_day_passes(world):
    tender = ready(world, closes_at=at(21))
    assert law.earliest("open.bid_prep", clock.legal_now(), on=clock.legal_date()).at <= tender.closes_at
    assert publish(world, tender).state == "published"


def test_documents_are_available_for_five_working_days(world):
    until = law.earliest("open.docs_available", clock.legal_now(), on=clock.legal_date()).at
    early = ready(world, documents_until=until - timedelta(minutes=1))
    assert refusal_of_publication(world, early) == {"open.docs_available"}
    early = execute(
        early,
        "revise",
        people.actor(HANDLER),
        **tender_input(world.project, clock.legal_now(), documents_until=until),
    ).subject
    assert publish(world, early).state == "published"


@pytest.mark.parametrize(
    "moment", [(26, 9), (22, 7), (22, 18)], ids=["Saturday", "before hours", "after hours"]
)
def test_bids_are_opened_when_officials_are_at_work(world, moment):
    assert refusal_of_publication(world, ready(world, closes_at=at(moment[0], moment[1]))) == {"B2.ORDER"}


def test_the_evaluation_standard_stands_in_the_notice_and_stays(world):
    tender = publish(world, ready(world))
    assert [row["name"] for row in tender.evaluation_standard] == [
        i.name for i in world.project.indicators.all()
    ]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("2026年12月25日至2026年12月31日", (date(2026, 12, 25), date(2026, 12, 31))),
        ("2026年12月25日至12月31日，每日8-12时", (date(2026, 12, 25), date(2026, 12, 31))),
        ("自合同签订之日起至2026-12-31", (None, date(2026, 12, 31))),
        ("自2026年5月1日起一年", (date(2026, 5, 1), None)),
        ("自合同签订之日起一年", (None, None)),
        ("2026年2月30日前", (None, None)),
    ],
)
def test_a_contract_period_is_read_as_people_write_it(text, term):
    assert term_of(text) == term


def test_an_03_a_period_that_is_over_when_bids_close_is_not_announced(world):
    tender = ready(world)
    closes = clock.legal_date(tender.closes_at)
    tender = revised(world, tender, f"2026年1月5日至{closes:%Y-%m-%d}")
    assert refusal_of_publication(world, tender) == {"AN-03"}
    assert not next(o for o in available(tender, people.actor(HEAD)) if o.step.name == "publish").is_open
    tender = revised(world, tender, f"自合同签订之日起至{closes + timedelta(days=1):%Y-%m-%d}")
    assert publish(world, tender).state == "published"


def test_an_03_a_period_that_begins_before_there_is_a_winner_needs_a_reason(world):
    tender = ready(world)
    tender = revised(world, tender, f"{clock.legal_date(tender.closes_at):%Y-%m-%d}至2026-12-31")
    assert refusal_of_publication(world, tender) == {"AN-03"}
    head = people.actor(HEAD)
    given = {
        "publication_reviewed": True,
        **not_told(tender, head),
        "overrides-AN-03": "由原承接主体续做至交接完成",
    }
    assert execute(tender, "publish", head, given).subject.state == "published"


def test_a_draft_proposes_no_period_that_has_begun_or_is_over(world):
    project, last = world.project, world.project.ends_on
    midday = time(12, tzinfo=clock.SHANGHAI)
    for day, period in (
        (project.starts_on, "自合同签订之日起至2026年12月31日"),
        (project.starts_on - timedelta(days=1), "2026年5月1日至2026年12月31日"),
        (last, ""),
    ):
        assert period_of(project, datetime.combine(day, midday)) == period


def revised(world, tender, period):
    again = tender_input(world.project, clock.legal_now(), contract_period=period)
    return execute(tender, "revise", people.actor(HANDLER), again).subject


def test_a_notice_that_lacks_one_of_the_four_things_isnt_published(world):
    tender = ready(world)
    Tender.objects.filter(pk=tender.pk).update(conditions=" ")
    assert refusal_of_publication(world, tender) == {"A4.1"}


def test_a2_7_without_a_requirement_finance_signs_the_draft_as_it_stands(world):
    world = replace(world, project=small_project(world))
    tender = ready(world, special_conditions="项目负责人须持有中级社会工作师证书")
    assert refusal_of_publication(world, tender) == {"A2.7"}
    tender = execute(tender, "ask_cosign", people.actor(HANDLER)).subject
    tender = execute(tender, "cosign", people.actor("czj.shenhe")).subject
    changed = tender_input(
        world.project, clock.legal_now(), special_conditions="项目负责人须持有高级社会工作师证书"
    )
    tender = execute(tender, "revise", people.actor(HANDLER), **changed).subject
    assert tender.cosigned_at is None, "what was signed is not what stands there now"
    tender = execute(tender, "cosign", people.actor("czj.shenhe")).subject
    assert publish(world, tender).state == "published"


def costing(price):
    return [{"name": "服务", "quantity": Decimal(1), "unit": "项", "unit_price": Decimal(price)}]


def small_project(world):
    """For the department itself and below the quota: nothing asks for a requirement."""
    own = {"title": "政策宣传册编制", "service_class": 1, "cost_rows": costing("80000.00")}
    return procurement.granted_project(world.hand, world.project.budget_line, **own)


def test_a2_7_a_larger_project_says_them_in_its_requirement(world):
    larger = {"title": "助餐", "cost_rows": costing("600000.00")}
    other = procurement.granted_project(world.hand, world.project.budget_line, **larger)
    world = replace(world, project=other)
    assert refusal_of_draft(world, special_conditions="须持证") == {"A2.7"}


def test_a2_7_the_tender_takes_over_what_finance_signed_with_the_requirement(world):
    said = "项目负责人须持有中级社会工作师证书"
    requirement = Requirement.objects.get(project=world.project)
    with pytest.raises(Refused) as caught:
        draft(world, special_conditions="须为本市企业")
    assert set(caught.value.errors) == {"special_conditions"}, "they are entered once: in the requirement"
    tender = ready(world)
    requirement = execute(requirement, "reopen", people.actor(HEAD), reason="须补充承接条件").subject
    given = procurement.requirement_input(world.project, special_conditions=said)
    del given["project"]
    requirement = execute(requirement, "revise", people.actor(HANDLER), **given, revision=0).subject
    assert "A2.7" in refusal_of_publication(world, tender), "the draft says what the requirement said before"
    tender = execute(
        tender, "revise", people.actor(HANDLER), **tender_input(world.project, clock.legal_now())
    ).subject
    assert tender.special_conditions == said and "A2.7" in refusal_of_publication(world, tender)
    procurement.fixed_requirement(world.hand, procurement.cosigned(world.hand, requirement).project)
    tender = Tender.objects.get(pk=publish(world, tender).pk)
    assert tender.cosigned_at == type(requirement).objects.get(pk=requirement.pk).cosigned_at is not None
    assert said in str(Notice.objects.get(pk=tender.notice_id).payload)


def test_publication_needs_two_officials_of_different_seats_whose_keys_work(world):
    tender = draft(world)
    assert refusal_of_publication(world, tender) == {"B2.ORDER"}
    own = demo.enrol("mzj.kaibiao")
    with pytest.raises(Refused):
        execute(tender, "name_officials", people.actor(HEAD), officials=[own])
    tender = demo.name_officials(world.hand, tender)
    world.pass_to(clock.legal_now() + timedelta(days=31))
    assert "B2.ORDER" in refusal_of_publication(world, tender), "a proof older than thirty days doesn't count"


def test_a_grey_button_says_what_is_missing_before_the_click(world):
    tender = draft(world)
    step = next(a for a in available(tender, people.actor(HEAD)) if a.step.name == "publish")
    assert [o.rule for o in step.stops] == ["B2.ORDER"]
    assert all(o.mend for o in step.stops)


def test_publication_begins_sourcing_and_says_budget_and_ceiling(world):
    tender = publish(world, ready(world))
    assert Project.objects.get(pk=world.project.pk).state == "sourcing"
    notice = Notice.objects.get(pk=Tender.objects.get(pk=tender.pk).notice_id)
    assert notice.kind == "AN-03" and notice.payload["budget"] and notice.payload["ceiling"]
    assert notice.payload["performance_standard"]
    assert notice.amount == tender.budget and notice.closes_at == tender.closes_at


def test_nobody_but_the_head_publishes(world):
    tender = ready(world)
    for username in (HANDLER, "sfj.lingdao", "czj.juzhang", "kangle.faren"):
        with pytest.raises(Refused):
            execute(tender, "publish", people.actor(username), publication_reviewed=True)


# Changes


def clarify(tender, **values):
    data = {
        "item": "服务时间",
        "before": "全天",
        "after": "八时至十八时",
        "publication_reviewed": True,
        **values,
    }
    return execute(tender, "clarify", people.actor(HEAD), data).subject


def test_a_change_that_affects_bids_comes_fifteen_days_before_or_moves_the_deadline(world):
    tender = publish(world, ready(world))
    world.pass_to(tender.closes_at - timedelta(days=10))
    with pytest.raises(Refused) as caught:
        clarify(tender, affects_bids=True)
    assert caught.value.rules == {"open.clarification"}
    moved = clarify(tender, affects_bids=True, closes_at=tender.closes_at + timedelta(days=6))
    assert moved.closes_at == moved.opens_at == tender.closes_at + timedelta(days=6)
    change = moved.clarifications.get()
    assert (change.closes_before, change.closes_after) == (tender.closes_at, moved.closes_at)


def test_the_notice_calls_until_the_hour_as_corrected(world, client):
    """Also when the hour that it names itself has passed."""
    tender = publish(world, ready(world))
    first, number = tender.closes_at, Notice.objects.get(subject_id=tender.pk).number
    moved = clarify(tender, closes_at=first + timedelta(days=6))
    world.pass_to(first + timedelta(days=1))
    page = client.get(reverse("disclosure:notice", args=[number])).context["panels"]
    assert [panel.context["closes_at"] for panel in page] == [moved.closes_at]


def test_a_deadline_never_moves_forward(world):
    tender = publish(world, ready(world))
    with pytest.raises(Refused) as caught:
        clarify(tender, closes_at=tender.closes_at - timedelta(hours=1))
    assert caught.value.rules == {"B2.5"}


def test_small_matters_may_be_clarified_later(world):
    assert refusal_of_draft(world, remarks="联系李四，13911112222") == {"FOI.17"}
    tender = publish(world, ready(world, contact_phone="13911112222", remarks="咨询请拨0431-88770000"))
    with pytest.raises(Refused) as caught:
        clarify(tender, affects_bids=False, after="送至13911112222")
    assert [(o.rule, o.field) for o in caught.value.obstacles] == [("FOI.17", "after")]
    world.pass_to(tender.closes_at - timedelta(days=2))
    assert clarify(tender, affects_bids=False).state == "published"


def test_a_cancelled_tender_ends_in_public_and_frees_the_project(world):
    tender = publish(world, ready(world))
    tender = execute(
        tender, "cancel", people.actor(HEAD), reason="采购任务因机构改革取消", publication_reviewed=True
    ).subject
    assert tender.state == "cancelled"
    assert Project.objects.get(pk=world.project.pk).state == "granted"
    assert Notice.objects.filter(kind="AN-08", subject_id=tender.pk).exists()
    again = draft(world)
    assert again.round == 2 and again.number.endswith("-2")
