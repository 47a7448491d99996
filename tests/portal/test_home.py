"""The public home: what stands in the notices, the same for everyone."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from core.components import Panel
from disclosure import registry
from portal import home
from portal.views import in_rows
from tests import people
from tests.disclosure.conftest import full_payload
from tests.procurement.world import build_city
from workflow.clock import SHANGHAI

NOW = datetime(2026, 3, 27, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
def told(publish, legal_time):
    """`told(kind, title, amount, category, …)` publishes a whole notice of that kind."""
    legal_time(NOW)

    def run(kind, title, amount=None, category="", **options):
        payload = full_payload(registry.kinds[kind])
        return publish(kind, payload, title=title, amount=amount, category=category, **options)

    return run


def test_calls_close_first_on_top_and_closed_ones_are_gone(client, told):
    told("AN-03", "晚截止", Decimal("200.00"), closes_at=NOW + timedelta(days=9))
    told("AN-03", "早截止", Decimal("100.00"), closes_at=NOW + timedelta(days=2))
    told("AN-03", "已截止", closes_at=NOW - timedelta(minutes=1))
    html = client.get("/").content.decode()
    assert html.index("早截止") < html.index("晚截止")
    assert "已截止" not in html


def test_a_year_is_summed_by_category_from_notices_alone(told):
    told("AN-03", "甲", Decimal("300.00"), "A07", closes_at=NOW + timedelta(days=9))
    told("AN-07", "甲 结果", Decimal("250.00"), "A07")
    told("AN-09", "甲 合同", Decimal("250.00"), "A07")
    told("AN-09", "乙 合同", Decimal("40.00"), "B01")
    sums = home.sums_of(2026)
    assert sums == {
        "A": [Decimal("300.00"), Decimal("250.00"), Decimal("250.00")],
        "B": [Decimal(0), Decimal(0), Decimal("40.00")],
    }
    assert home.sums_of(2025) == {}
    assert home.signed_in(2026) == 2


def test_a_correction_is_not_counted_twice(told):
    first = told("AN-09", "甲 合同", Decimal("250.00"), "A07")
    told("AN-09", "甲 合同（更正）", Decimal("260.00"), "A07", corrects=first)
    assert home.sums_of(2026)["A"][2] == Decimal("250.00")


def test_the_catalogue_stands_there_with_its_six_categories(client, db):
    build_city()
    [panel] = [p for p in home.panels() if p.template.endswith("_catalogue.html")]
    assert len(panel.context["categories"]) == 6
    assert panel.context["items"] == 52
    assert "公共教育" in client.get("/").content.decode()


def test_everyone_gets_the_same_page(client, told):
    told("AN-07", "甲 结果", Decimal("250.00"), "A07")
    public = client.get("/").context["rows"]
    client.force_login(people.member(people.organisation(), "handler").user)
    assert [p.template for row in public for p in row] == [
        p.template for row in client.get("/").context["rows"] for p in row
    ]


def test_an_empty_portal_says_what_will_come(client, db):
    html = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "No call is open at present" in html
    assert "The first head is published within the hour" in html
    assert html.count('id="chain-h"') == 1


def test_a_wide_and_a_narrow_panel_share_a_row():
    wide, narrow, full = (Panel("t", width=width) for width in ("wide", "narrow", "full"))
    assert in_rows([wide, narrow, full, narrow, wide, wide]) == [
        [wide, narrow],
        [full],
        [narrow, wide],
        [wide],
    ]
    assert in_rows([]) == []


def test_the_price_of_the_page_does_not_grow(client, told, django_assert_max_num_queries):
    for number in range(12):
        told("AN-09", f"合同 {number}", Decimal("10.00"), "A07")
    with django_assert_max_num_queries(20):
        client.get("/")
