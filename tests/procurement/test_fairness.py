"""What a requirement or a tender may not ask of providers is pointed at, all of it, and harmless words are let pass."""

from __future__ import annotations

import pytest

from procurement.rules.fairness import FAVOURS, LISTS, NO_LIST_WANTED, PRICE, SIZE, found
from tests.procurement.refusals import refusal
from tests.procurement.test_requirements import HANDLER, guard_rules, own_service
from workflow.availability import obstacles_of
from workflow.engine import execute

ALL_AT_ONCE = {
    "eligibility": "仅限长春市注册、注册资本一百万元以上的国有企业，须为本市名录库成员，近三年营业收入500万元。",
    "rules_of_choice": "价格分5%，注册资本越高得分越高。",
}
HARMLESS = (
    "在民政部门或者市场监管部门登记，列入本市承接主体名录。",
    "由所在区登记机关核准，经县、区登记管理机关年检合格。",
    "在社区设立服务站点，由注册护士上门；吉林省注册会计师出具报告。",
    "依法登记，注册满五年。",
    "持有市级社会工作者证书，在市场监管部门注册登记。",
    "评审专家从省级评审专家名录库中随机抽取。",
    "不以进入名录库为前提，不得设置备选库、资格库。",
    "综合评分法，价格分不低于10分，服务方案、团队和业绩按评审标准量化打分。",
    "价格分30%，价格分权重为百分之二十，价格每低1%加0.5分。",
)


def hinted(city, **texts):
    requirement = own_service(city, "600000.00", **texts)
    step = type(requirement).steps()["send_to_review"]
    return {o.rule: str(o.text) for o in obstacles_of(step, requirement, city.actor(HANDLER))}


def test_all_that_a_reason_would_let_pass_is_named(city):
    said = hinted(city, **ALL_AT_ONCE)
    assert set(said) == {"B5", "CF-9", "B3.5", "open.price_weight_services_min"}
    assert said["B5"].count("注册资本") == 2 and "营业收入" in said["B5"], "in each place, each word"
    assert "仅限长春市注册" in said["CF-9"] and "国有企业" in said["CF-9"]
    assert "名录库成员" in said["B3.5"]
    assert "价格分5%" in said["open.price_weight_services_min"]


def test_b3_5_a_condition_to_stand_on_a_list_is_refused_until_a_reason_is_given(city):
    requirement = own_service(city, "600000.00", eligibility="须为名录库成员。")
    assert refusal(requirement, "send_to_review", city.actor(HANDLER)).rules == {"B3.5"}
    why = {"B3.5": "指依法登记的承接主体名录，不设其他名录。"}
    assert execute(requirement, "send_to_review", city.actor(HANDLER), overrides=why)


def test_more_than_three_words_are_all_named(city):
    words = ["国有企业", "民营", "外资", "注册地", "住所地"]
    said = hinted(city, eligibility="、".join(words))["CF-9"]
    assert all(word in said for word in words)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_are_let_pass(text):
    assert not found([("", text)], FAVOURS) and not found([("", text)], SIZE)
    assert not found([("", NO_LIST_WANTED.sub("", text))], LISTS)
    assert not [hit for hit in PRICE.findall(text) if float(hit) < 10]


@pytest.mark.parametrize(
    "text",
    ["仅限长春市注册", "供应商须为吉林省内注册的法人", "朝阳区登记的社会组织优先", "在长春市注册满三年"],
)
def test_a_seat_is_seen_with_and_without_a_preposition(text):
    assert found([("", text)], FAVOURS)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("价格分５％，服务方案95％。", {"open.price_weight_services_min"}),
        ("价格权重占8分", {"open.price_weight_services_min"}),
        ("报价得分：9.5分", {"open.price_weight_services_min"}),
        ("价格分10%", set()),
        ("价格分100分", set()),
    ],
)
def test_the_price_weighs_as_much_as_the_tender_will_be_asked_for(city, text, hints):
    requirement = own_service(city, "600000.00", rules_of_choice=text)
    assert guard_rules(requirement, "send_to_review", city.actor(HANDLER)) == hints
    negotiated = own_service(city, "600000.00", rules_of_choice=text, method="negotiation")
    assert "open.price_weight_services_min" not in guard_rules(
        negotiated, "send_to_review", city.actor(HANDLER)
    )
