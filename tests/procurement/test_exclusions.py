"""The negative list as a guided check: what falls under each point, what to do instead, and words that point at it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import User
from procurement.guidance import guidance_on, noticed, signals
from procurement.hints import hints_on
from procurement.rules.assessment import EXCLUSIONS, names_a_law
from tests.procurement.test_application import NEG, prepared, rules_before_submission

ALL = frozenset(EXCLUSIONS)


@pytest.mark.parametrize("point", NEG)
def test_neg_each_point_has_examples_and_a_way_out_in_both_languages(point):
    said = guidance_on(point)
    for words in (said.examples, said.instead):
        assert words.zh.strip().endswith("。")
        assert words.en.strip().endswith(".")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("协助开展行政处罚工作", {"NEG-8", "NEG-13"}),
        ("通过劳务派遣方式补充人员", {"NEG-16"}),
        ("含装修工程及设备采购", {"NEG-14", "NEG-18"}),
        ("由承接主体融资垫资建设", {"NEG-15", "NEG-18"}),
        ("为老年人提供上门照护", set()),
        ("协助巡查，不参与行政处罚", set()),
        ("严禁以劳务派遣方式用工；不得垫资", set()),
        ("不限地域；以劳务派遣方式用工", {"NEG-16"}),
    ],
)
def test_neg_words_point_at_what_may_be_excluded(text, points):
    assert {point for hint in noticed([("", text)], ALL) for point in hint.points} == points


def test_neg_only_points_that_stand_on_the_day_are_pointed_at():
    assert not list(noticed([("", "劳务派遣")], NEG[:11]))


def test_neg_the_longest_word_is_named_with_its_field():
    (hint,) = noticed([("名称", "照护"), ("需求", "办公楼装修工程")], ALL)
    assert (hint.word, hint.where) == ("装修工程", "需求")


def test_neg_every_signal_points_at_points_of_the_list_and_says_why():
    for signal in signals():
        assert set(signal.points) <= ALL
        assert signal.reason.zh and signal.reason.en
        assert all(word.strip() for word in signal.words)


def test_neg_a_hint_stops_nothing(city):
    """Whoever means something else goes on without a word."""
    assert rules_before_submission(city, need="由承接主体自行融资，并负责装修工程。") == set()


def test_neg_the_handler_and_finance_read_the_hint_with_its_reason(city, client):
    project = prepared(city, need="由承接主体自行融资，并负责装修工程。")
    assert {hint.word for hint in hints_on(project)} == {"融资", "装修工程"}
    client.force_login(User.objects.get(username="mzj.jingban"))
    page = client.get(reverse("procurement:project-prepare", args=[project.pk])).content.decode()
    assert "融资、垫资和回购不能作为政府购买服务" in page
    assert "由政府直接提供；其中的专业支持" in page


def test_neg_what_the_unit_says_applies_is_not_hinted_at_again(city):
    answers = [
        {"rule": r, "applies": "yes" if r in {"NEG-15", "NEG-18"} else "no", "law": "《某法》第三条"}
        for r in NEG
    ]
    project = prepared(city, need="融资", exclusions=answers)
    assert not hints_on(project)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("《某法》第三条", True),
        ("某条例第九条", True),
        ("国办发〔2014〕18号", True),
        ("《中华人民共和国行政许可法》（2019年修正）第24条", True),
        ("《某法》", False),
        ("没有规定", False),
        ("局长办公会决定", False),
        ("领导同意", False),
        ("x", False),
    ],
)
def test_neg_law_provides_otherwise_only_with_the_law(text, named):
    assert names_a_law(text) is named


def test_neg_a_citation_that_names_no_law_stops(city):
    answers = [{"rule": r, "applies": "yes" if r == "NEG-6" else "no", "law": "领导同意"} for r in NEG]
    assert rules_before_submission(city, exclusions=answers) == {"NEG-6"}
