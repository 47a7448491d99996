"""The public page of the catalogue."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from catalog.demo import city_catalogue
from catalog.models import Edition


@pytest.fixture
def edition(hand) -> Edition:
    return city_catalogue(hand)


def test_everybody_reads_the_catalogue_in_force(client, edition):
    page = client.get(reverse("catalog:catalogue")).content.decode()
    assert "养老服务" in page
    assert edition.number in page


def test_search_finds_names_in_both_languages_and_codes(client, edition):
    for asked in ("养老", "elderly", "a07"):
        page = client.get(reverse("catalog:catalogue"), {"q": asked}).content.decode()
        assert "养老服务" in page
        assert "公共体育" not in page
    page = client.get(reverse("catalog:catalogue"), {"q": "飞机"}).content.decode()
    assert "养老服务" not in page


def test_the_workbook_has_every_item(client, edition):
    answer = client.get(edition.get_absolute_url(), {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert len(rows) == 1 + 52


def test_before_the_first_edition_the_page_says_so(client, db):
    assert client.get(reverse("catalog:catalogue")).status_code == 200


def test_finance_drafts_the_next_edition_from_the_present_one(client, edition):
    client.force_login(User.objects.get(username="czj.mulu"))
    page = client.get(reverse("catalog:edition-draft")).content.decode()
    assert 'value="养老服务"' in page
    assert 'name="items-57-code"' in page
