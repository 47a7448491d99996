"""The data: complete, in both languages, citable."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override

from tests.law import digest
from workflow import law
from workflow.law import citation, loading, wording

ALL = [rule for rule_id in law.ids() for rule in law.history(rule_id)]
HAN = re.compile(r"[一-鿿]")
QUOTED = re.compile(r"[〔〕《》]|财[库预综办]|吉财采购|长府办发|吉政办发|号|[一-鿿]{2,8}(?=[〔〕])")


@pytest.mark.parametrize("rule_id", sorted(digest.ids()))
def test_rule_of_the_digest_is_here(rule_id: str) -> None:
    assert law.known(rule_id)


def test_digest_beside_the_project_has_the_ids_that_are_kept_here() -> None:
    """Whoever has no digest beside the project compares with the same ids."""
    assert digest.ids() == digest.KEPT


def test_records_are_as_sure_as_the_digest_and_as_strict() -> None:
    for row in digest.rows():
        found = law.history(row.id)
        if row.enforcement:
            assert row.enforcement in {rule.enforcement for rule in found}, row
        if row.marks:
            assert {rule.certainty for rule in found} & row.marks, row


@pytest.mark.parametrize("rule", ALL, ids=lambda r: f"{r.id}@{r.jurisdiction}{r.effective_from}")
def test_record_is_complete_in_both_languages(rule: law.Rule) -> None:
    assert HAN.search(rule.name_zh)
    assert not HAN.search(QUOTED.sub("", rule.name_en)), rule.name_en
    assert not HAN.search(QUOTED.sub("", rule.text_en)), rule.text_en
    assert bool(rule.text_zh) == bool(rule.text_en)
    assert rule.text_zh or rule.value is not None or rule.choices
    assert rule.article_zh
    assert rule.article_en
    assert rule.regime
    assert rule.effective_to is None or rule.effective_from <= rule.effective_to


@pytest.mark.parametrize("rule", ALL, ids=lambda r: f"{r.id}@{r.jurisdiction}{r.effective_from}")
def test_english_has_no_full_width_punctuation(rule: law.Rule) -> None:
    assert not re.search(r"[，。；：、（）]", rule.name_en + rule.text_en)


@pytest.mark.parametrize("rule", ALL, ids=lambda r: f"{r.id}@{r.jurisdiction}{r.effective_from}")
def test_chinese_has_no_half_width_punctuation(rule: law.Rule) -> None:
    assert not re.search(r"[,;:()?](?!\d{3})", rule.name_zh + rule.text_zh)


def test_records_of_one_rule_and_place_do_not_overlap() -> None:
    for rule_id in law.ids():
        rows = law.history(rule_id)
        for later, earlier in pairwise(rows):
            if later.jurisdiction == earlier.jurisdiction:
                assert earlier.effective_to is not None, rule_id
                assert earlier.effective_to < later.effective_from, rule_id


CITES = [
    ("GPL 35", "《政府采购法》第三十五条", "Government Procurement Law, art. 35"),
    ("GPL 31(3)", "《政府采购法》第三十一条第（三）项", "Government Procurement Law, art. 31(3)"),
    (
        "O87 41,43",
        "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第四十一条、第四十三条",
        "Ministry of Finance Order 87, arts 41, 43",
    ),
    ("SEED 6", "长府办发〔2014〕18号第六部分", "Changchun policy 长府办发〔2014〕18号, section 6"),
    (
        "Order 102 art 24",
        "《政府购买服务管理办法》（财政部令第102号）第二十四条",
        "Ministry of Finance Order 102, art. 24",
    ),
    ("214 art 10", None, "Measures for Competitive Consultation (财库〔2014〕214号), art. 10"),
    ("财办库〔2023〕243号 §1", "财办库〔2023〕243号第一部分", "Notice 财办库〔2023〕243号, section 1"),
    (
        "条例 art 9,10",
        "《保障中小企业款项支付条例》第九条、第十条",
        "Regulation on Payments to SMEs, arts 9, 10",
    ),
]


@pytest.mark.parametrize(("text", "zh", "en"), CITES)
def test_article_is_cited_as_officials_do(text: str, zh: str | None, en: str) -> None:
    if zh:
        assert citation.chinese(text) == zh
    assert citation.english(text) == en


def test_citation_of_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(citation.BadCitation):
        citation.parse("XYZ 12")


def test_cite_follows_the_language() -> None:
    rule = law.find("open.bid_prep", on=date(2026, 1, 1))
    with override("zh-hans"):
        assert rule.cite() == "《政府采购法》第三十五条"
        assert wording.limit(rule) == "不少于20日"
    with override("en"):
        assert rule.cite() == "Government Procurement Law, art. 35"
        assert wording.limit(rule) == "at least 20 days"


@pytest.mark.parametrize(
    ("rule_id", "zh", "en"),
    [
        ("threshold.open_goods_services", "2,000,000元以上（含）", "from 2,000,000 yuan"),
        ("consultation.price_weight_services", "10%至30%", "10% to 30%"),
        ("expert.share_min", "不少于2/3", "at least 2/3"),
        ("inquiry.category", "仅限货物", "only: goods"),
        ("deposit.late_interest", "1.2倍", "1.2 times"),
        ("pay.sme_late_daily", "0.05%", "0.05%"),
        ("award.notice_period", "1个工作日", "1 working day"),
        ("count.office_close", "不少于17时", "at least 17 o'clock"),
    ],
)
def test_limit_in_words(rule_id: str, zh: str, en: str) -> None:
    rule = law.find(rule_id, jurisdiction="220100", on=date(2026, 11, 1))
    with override("zh-hans"):
        assert wording.limit(rule) == zh
    with override("en"):
        assert wording.limit(rule) == en


def test_memory_and_placeholders_are_unconfirmed_design_is_not() -> None:
    day = date(2026, 1, 1)
    assert law.find("pay.invoice_243", on=day).unconfirmed
    assert law.find("pay.invoice_243", on=day).percent == 88
    assert not law.find("open.bid_prep", on=day).unconfirmed
    assert not law.find("eval.weight_purchaser", on=day).unconfirmed


def test_weights_of_the_three_parties_add_up_and_none_is_nought() -> None:
    """A6.1, E3."""
    day = date(2026, 1, 1)
    weights = [
        law.find(f"eval.weight_{who}", on=day).value for who in ("purchaser", "recipients", "third_party")
    ]
    assert sum(weights) == 1
    assert all(weights)


def test_tender_notice_states_the_standards_of_evaluation() -> None:
    """A4.1, AN-03."""
    keys = [field.key for field in law.required_fields("AN-03", date(2026, 1, 1))]
    assert "evaluation_standard" in keys
    assert keys[:3] == ["project_number", "project_name", "budget"]


def test_notice_without_a_format_on_that_day_requires_nothing() -> None:
    assert law.required_fields("AN-03", date(2016, 1, 1)) == []


def test_every_field_of_a_notice_has_a_label() -> None:
    for number in range(1, 24):
        for rule in law.history(f"AN-{number:02}"):
            assert rule.fields
            assert set(rule.fields) <= set(law.notices.labels())


def test_bad_row_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid Op"):
        loading.record("x", {"en": "x", "zh": "x", "op": "!!"})
