"""Everybody may read the rules; what is proposed is for finance."""

import html

import pytest
from django.urls import reverse
from django.utils import translation

from rulebook import entries, parts
from rulebook.forms import CITY
from rulebook.models import ParameterChange
from rulebook.views.rules import FREQUENT
from tests import people
from tests.rulebook.conftest import TODAY, TOMORROW, decide, propose
from workflow import law

PUBLIC = [
    "/rules/",
    "/rules/?q=保证金",
    "/rules/?part=notices&page=2",
    "/rules/?sure=unconfirmed&place=220102",
    "/rules/?sure=reported&how=C",
    "/rules/?on=2016-05-01&part=methods",
    "/rules/?on=yesterday",
    "/rules/pauses/",
    "/rules/?part=nonsense&how=%00&place=x",
    "/rules/contract.sign/",
    "/rules/AN-03/",
    "/rules/threshold.open_goods_services/",
    "/rules/NEG-12/",
    "/rules/regimes/",
    "/rules/regimes/?on=2014-08-01",
    "/rules/regimes/?on=2014-99-99",
    "/rules/working-days/",
    "/rules/working-days/?year=2027",
    "/rules/working-days/?year=9999",
    "/rules/working-days/?rule=contract.sign&start=2026-09-04",
    "/rules/working-days/?rule=open.bid_prep&start=2021-02-25",
    "/rules/working-days/?rule=complaint.examine&start=2014-01-01",
    "/rules/working-days/?rule=&start=yesterday",
    "/rules/changes/",
    "/rules/chain/",
    "/rules/chain/heads.json",
    "/rules/chain/verify_chain.py",
]


@pytest.mark.parametrize("url", PUBLIC)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_page_opens_without_signing_in(city, client, url, language) -> None:
    client.cookies["django_language"] = language
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("rule_id", law.ids())
def test_every_rule_has_its_page_with_all_that_is_known(city, client, rule_id) -> None:
    """What, by which article, its value today, since when, where it bites, and how sure the portal is."""
    answer = client.get(reverse("rulebook:rule", args=[rule_id]))
    assert answer.status_code == 200
    page = html.unescape(answer.content.decode())
    with translation.override("zh-hans"):
        entry = entries.entry(rule_id, CITY, TODAY)
        said = [entry.rule.name_zh, entry.rule.cite(), entry.limit, entry.certainty, entry.rule.note]
        said += [str(bite.step) for bite in entry.bites]
        if entry.since:
            said.append(f"{entry.since.year}年{entry.since.month}月{entry.since.day}日")
    assert not [words for words in said if words not in page]
    assert entry.bites or "没有单独的环节核对此项" in page


def test_unknown_rule_is_not_found(city, client) -> None:
    assert client.get("/rules/A99.9/").status_code == 404


def test_parts_hold_every_rule_once(db) -> None:
    for rule_id in law.ids():
        for rule in law.history(rule_id):
            assert parts.part_of(rule) in parts.PARTS
    found = entries.everything("220100", TODAY)
    assert len(found) == len(law.ids()) == len({entry.rule.id for entry in found})


def test_search_finds_by_word_article_and_number(db) -> None:
    def found(words: str) -> set[str]:
        return {entry.rule.id for entry in entries.matching(entries.everything("220100", TODAY), words)}

    assert "contract.sign" in found("通知书 三十日") | found("签订合同")
    assert "open.bid_prep" in found("第三十五条")
    assert "open.bid_prep" in found("tender deadline 20")
    assert found("neg-12") == {"NEG-12"}
    assert found("没有这样的规则") == set()


def test_list_shows_what_held_on_another_day(city, client) -> None:
    """B14: the quota of 2016 was another; it was never confirmed and says so."""
    url = "/rules/?q=threshold.quota_goods_services"
    assert "500,000元" in client.get(url).content.decode()
    page = client.get(f"{url}&on=2016-05-01").content.decode()
    assert "200,000元" in page
    assert "2016年5月1日" in page
    assert "未核实" in page


def test_list_says_at_which_steps_a_rule_bites(city, client) -> None:
    page = client.get("/rules/?q=B0.STRICTER").content.decode()
    assert "提出参数调整" in page
    assert "批准调整" in page


def test_frequent_periods_exist() -> None:
    assert all(law.known(rule_id) for rule_id in FREQUENT)


def test_rule_page_shows_where_it_bites(city, client) -> None:
    page = client.get("/rules/A7.12/").content.decode()
    assert "批准调整" in page


def test_calculator_moves_the_end_off_a_holiday_and_says_so(city, client) -> None:
    page = client.get("/rules/working-days/?rule=contract.sign&start=2026-09-04").content.decode()
    assert "2026年10月8日" in page
    assert "2026年10月4日" in page


def test_calculator_says_when_a_year_is_provisional(city, client) -> None:
    page = client.get("/rules/working-days/?rule=contract.file&start=2026-12-28").content.decode()
    assert "暂定" in page


def test_calculator_says_when_a_rule_was_not_in_force(city, client) -> None:
    page = client.get("/rules/working-days/?rule=complaint.examine&start=2014-01-06").content.decode()
    assert "尚未施行" in page


def test_decided_change_stands_on_the_rules_page_with_its_basis(city, client) -> None:
    decide(propose(city), city.head)
    page = client.get("/rules/contract.publish/").content.decode()
    assert "财采〔2026〕1号" in page


def test_proposal_is_not_public(city, client) -> None:
    change = propose(city)
    url = change.get_absolute_url()
    assert client.get(url).status_code == 404
    assert "财采〔2026〕1号" not in client.get("/rules/contract.publish/").content.decode()
    client.force_login(city.head.user)
    people.confirmed(client)
    assert client.get(url).status_code == 200


def test_finance_proposes_and_decides_in_the_browser(city, client) -> None:
    client.force_login(city.reviewer.user)
    people.confirmed(client)
    assert client.get("/rules/changes/propose/").headers["Location"] == "/rules/changes/choose/"
    assert b'id="parties"' in client.get("/rules/changes/choose/").content
    page = client.get("/rules/changes/propose/?rule=contract.publish")
    assert page.status_code == 200
    data = {
        "rule_id": "contract.publish",
        "jurisdiction": city.place.pk,
        "value": "1",
        "effective_from": TOMORROW.isoformat(),
        "basis": "财采〔2026〕1号",
        "explanation": "缩短公告时间。",
    }
    client.post("/rules/changes/propose/", data)
    change = ParameterChange.objects.get()
    client.force_login(city.head.user)
    people.confirmed(client)
    assert "批准调整" in client.get(change.get_absolute_url()).content.decode()
    client.post(f"{change.get_absolute_url()}decide/")
    change = ParameterChange.objects.get()
    assert change.state == "in_force"


def test_laxer_value_is_refused_beside_its_field(city, client) -> None:
    client.force_login(city.reviewer.user)
    people.confirmed(client)
    data = {
        "rule_id": "contract.publish",
        "jurisdiction": city.place.pk,
        "value": "3",
        "effective_from": TOMORROW.isoformat(),
        "basis": "x",
        "explanation": "y",
    }
    answer = client.post("/rules/changes/propose/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "上级规定为不超过2个工作日" in page
    assert 'value="3"' in page


@pytest.mark.parametrize("value", ["", "-1", "abc", "1e99", "NaN", "Infinity", "9" * 30, "１"])
def test_odd_values_give_a_sentence_not_an_error(city, client, value) -> None:
    client.force_login(city.reviewer.user)
    people.confirmed(client)
    data = {
        "rule_id": "deposit.bid_max",
        "jurisdiction": city.place.pk,
        "value": value,
        "effective_from": TOMORROW.isoformat(),
        "basis": "x",
        "explanation": "y",
    }
    assert client.post("/rules/changes/propose/", data).status_code in {302, 422}


def test_others_find_no_button_and_no_way_in(city, client) -> None:
    provider = people.member(people.organisation("provider"), "provider_agent")
    client.force_login(provider.user)
    assert "提出调整" not in client.get("/rules/contract.publish/").content.decode()
    assert client.get("/rules/changes/propose/?rule=contract.publish").status_code == 403
    assert client.get("/rules/chain/exports/export/").status_code == 403
