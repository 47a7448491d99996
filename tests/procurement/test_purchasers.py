"""Who is a purchaser (policy §3; rules A1): three kinds with their marks, confirmed by finance of their level."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts import demo as people
from catalog.models import Item
from procurement import demo
from procurement.models import Project, PurchaserProfile
from tests.procurement.refusals import refusal
from tests.procurement.world import Hand
from workflow import clock
from workflow.engine import create, execute

INTERNAL = "《政府购买服务内部监督管理办法》"
MARKS = {
    "PUR-1": {},
    "PUR-2": {"civil_servant_law_managed": True, "has_admin_function": True},
    "PUR-3": {"admin_headcount": True, "fiscal_funded": True},
    "PUR-REF": {"reference_basis": "《政府购买服务管理办法》第三十三条"},
}


@pytest.fixture
def hand(city) -> Hand:
    """The unit of these tests, 市司法局, isn't registered yet."""
    return city.hand


def register(kind: str, **marks) -> PurchaserProfile:
    data = {"kind": kind, "internal_control": INTERNAL, **marks}
    return create(PurchaserProfile, "register", people.actor("sfj.jingban"), data).subject


@pytest.mark.parametrize("kind", MARKS)
def test_pur_each_kind_is_confirmed_with_its_marks(hand, kind):
    profile = register(kind, **MARKS[kind])
    profile = execute(profile, "confirm", people.actor("czj.shenhe")).subject
    assert profile.state == "confirmed"


@pytest.mark.parametrize(
    ("kind", "mark"), [(kind, mark) for kind, marks in MARKS.items() for mark in marks], ids=str
)
def test_pur_no_kind_without_one_of_its_marks(hand, kind, mark):
    marks = {name: value for name, value in MARKS[kind].items() if name != mark}
    refused = refusal(
        PurchaserProfile,
        "register",
        people.actor("sfj.jingban"),
        kind=kind,
        internal_control=INTERNAL,
        **marks,
    )
    assert refused.rules == {kind}
    assert refused.obstacles[0].field == mark


def test_pur_ref_organs_by_reference_only_since_order_102(hand):
    clock.set_legal_now(datetime(2020, 2, 29, 10, 0, tzinfo=clock.SHANGHAI))
    refused = refusal(
        PurchaserProfile,
        "register",
        people.actor("sfj.jingban"),
        kind="PUR-REF",
        internal_control=INTERNAL,
        **MARKS["PUR-REF"],
    )
    assert refused.rules == {"PUR-REF"}


def test_o102_8_class_one_institutions_are_out_since_order_102(hand):
    marks = {**MARKS["PUR-2"], "public_welfare_class_one": True}
    refused = refusal(
        PurchaserProfile,
        "register",
        people.actor("sfj.jingban"),
        kind="PUR-2",
        internal_control=INTERNAL,
        **marks,
    )
    assert refused.rules == {"O102-8"}
    clock.set_legal_now(datetime(2018, 5, 7, 10, 0, tzinfo=clock.SHANGHAI))
    assert register("PUR-2", **marks).state == "registered"


def test_a7_12_the_internal_supervision_rules_must_be_named(hand):
    refused = refusal(
        PurchaserProfile, "register", people.actor("sfj.jingban"), kind="PUR-1", internal_control=""
    )
    assert "internal_control" in refused.errors


def test_pur_1_only_a_confirmed_purchaser_opens_a_project(hand):
    handler = people.actor("sfj.jingban")
    assert not Project.objects.exists()
    data = draft_data()
    assert refusal(Project, "draft", handler, **data).rules == {"PUR-1"}
    profile = register("PUR-3", **MARKS["PUR-3"])
    assert refusal(Project, "draft", handler, **data).rules == {"PUR-3"}
    execute(profile, "confirm", people.actor("czj.shenhe"))
    assert create(Project, "draft", handler, data).subject.state == "draft"


def draft_data() -> dict:
    return {"title": "测试项目", "item": Item.objects.get(code="A07"), "year": 2026}


def test_a_confirmed_purchaser_that_corrects_its_registration_waits_again(hand):
    profile = demo.purchaser(hand, "sfj")
    data = {"kind": "PUR-2", "internal_control": INTERNAL, **MARKS["PUR-2"]}
    profile = execute(profile, "revise", people.actor("sfj.jingban"), data).subject
    assert profile.state == "registered"


def test_a_unit_registers_once_and_finance_of_another_level_does_not_confirm(hand):
    profile = register("PUR-1")
    assert refusal(
        PurchaserProfile, "register", people.actor("sfj.lingdao"), kind="PUR-1", internal_control=INTERNAL
    ).obstacles
    assert refusal(profile, "confirm", people.actor("ngcz.shenhe")).kind == "actor"
    assert refusal(profile, "confirm", people.actor("sfj.lingdao")).kind == "actor"


def test_finance_returns_a_registration_with_its_reasons(hand):
    profile = register("PUR-1")
    profile = execute(profile, "give_back", people.actor("czj.shenhe"), reason="请补充三定方案。").subject
    assert (profile.state, profile.return_reason) == ("returned", "请补充三定方案。")
