"""What an item says of itself: grounds, benefits, standards, the catalogue above, and what hangs on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accounts import demo as people
from accounts.models import User
from catalog.demo import HELD, brought_into_force, city_catalogue
from catalog.models import Edition
from catalog.models.item import ASSESSED
from catalog.services import counterparts
from catalog.standard import first_edition
from tests.catalog.test_edition import DOCUMENT, draft
from workflow.engine import create, execute
from workflow.obstacles import Refused

EDITOR, HEAD = "czj.mulu", "czj.juzhang"
WHY = {name: "已论证。" for name in ASSESSED}
A07 = [row for row in first_edition() if row["code"] in {"A", "A07"}]


def heard(edition: Edition, who: str = EDITOR) -> Edition:
    return execute(edition, "record_consultation", people.actor(who), consultation="x", **HELD).subject


def assess(edition: Edition, code: str = "A07", who: str = EDITOR, **values) -> Edition:
    data = {"item": edition.items.get(code=code), **WHY, **values}
    return execute(edition, "assess", people.actor(who), data).subject


def rules_at_approval(edition: Edition, who: str = HEAD, **values) -> set[str]:
    try:
        execute(edition, "approve", people.actor(who), {**DOCUMENT, **values})
    except Refused as refused:
        return refused.rules
    return set()


def test_a3_3_an_item_is_assessed_or_it_is_said_why_not(hand):
    edition = heard(draft(items=A07))
    assert rules_at_approval(edition) == {"A3.3"}
    edition = assess(edition)
    assert rules_at_approval(edition) == set()


def test_o102_15_a_basic_public_service_names_its_national_standard(hand):
    edition = assess(heard(draft(items=A07)), basic_service=True, livelihood=True)
    assert rules_at_approval(edition) == {"O102-15"}
    edition = assess(edition, basic_service=True, standard="GB/T 43153—2023")
    assert rules_at_approval(edition) == set()


def district_draft(**values) -> Edition:
    data = {"year": 2026, "effective_from": date(2026, 3, 1), "contact": "区财政局", "items": A07, **values}
    return create(Edition, "draft", people.actor("ngcz.mulu"), data).subject


def test_o102_12_items_of_a_district_correspond_to_the_city_s(hand):
    city_catalogue(hand)
    edition = assess(heard(district_draft(), "ngcz.mulu"), who="ngcz.mulu")
    document = DOCUMENT | {"number": "南财〔2026〕1号"}
    assert rules_at_approval(edition, "ngcz.juzhang", **document) == {"O102-12"}
    with pytest.raises(Refused) as refused:
        assess(edition, who="ngcz.mulu", upper_code="Z99")
    assert refused.value.rules == {"O102-12"}
    edition = assess(edition, who="ngcz.mulu", upper_code="A07")
    assert rules_at_approval(edition, "ngcz.juzhang", **document) == set()


def test_a3_5_an_edition_takes_effect_after_the_one_before_it(hand):
    city_catalogue(hand, year=2026, effective_from=date(2026, 3, 1))
    edition = assess(heard(draft(items=A07, number="x")))
    assert rules_at_approval(edition, number="x") == {"A3.5"}
    assert rules_at_approval(edition, number="x", effective_from=date(2026, 3, 2)) == set()


def test_assessments_stay_when_the_list_is_written_anew(hand):
    edition = assess(draft(items=A07))
    data = {"year": 2026, "effective_from": date(2026, 3, 1), "contact": "x", "items": A07}
    edition = execute(edition, "revise", people.actor(EDITOR), data).subject
    assert edition.items.get(code="A07").is_assessed


def test_assessments_pass_on_to_the_next_edition(hand):
    edition = assess(draft(items=A07))
    brought_into_force(hand, edition)
    following = draft(items=A07, number="x", year=2027, effective_from=date(2027, 1, 1))
    assert following.items.get(code="A07").is_assessed


def test_an_item_of_another_edition_is_not_assessed(hand):
    other, edition = draft(items=A07), draft(items=A07, number="x")
    with pytest.raises(Refused) as refused:
        execute(edition, "assess", people.actor(EDITOR), {"item": other.items.get(code="A07"), **WHY})
    assert refused.value.kind == "input"


def test_an_item_is_followed_over_years_and_down_to_the_districts(hand):
    city = city_catalogue(hand)
    district = assess(district_draft(), who="ngcz.mulu", upper_code="A07")
    brought_into_force(hand, district, "ngcz", number="南财〔2026〕1号", issued_on=date(2026, 1, 9))
    found = {str(item.edition.jurisdiction.code) for item in counterparts(city.items.get(code="A07"))}
    assert found == {"220100", "220102"}


def test_the_page_of_an_item_says_why_it_is_suitable(hand, client):
    edition = brought_into_force(hand, assess(draft(items=A07), why_public="全市失能老年人"))
    page = client.get(reverse("portal:item", args=[edition.items.get(code="A07").pk])).content.decode()
    assert "全市失能老年人" in page


def test_an_item_of_a_draft_is_its_finance_departments_own(hand, client):
    item = draft(items=A07).items.get(code="A07")
    address = reverse("portal:item", args=[item.pk])
    assert client.get(address).status_code == 404
    client.force_login(User.objects.get(username=EDITOR))
    assert reverse("catalog:edition-assess", args=[item.edition_id]) in client.get(address).content.decode()
