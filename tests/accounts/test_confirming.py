"""Confirming in the browser: the page that asks, the way back, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts import confirming
from accounts.demonstration import PASSWORD
from accounts.models import User
from core import wall
from rulebook.models import ParameterChange
from tests import people
from workflow.models import Event

pytestmark = pytest.mark.django_db
URL = "/rules/changes/propose/?rule=contract.publish"
CONFIRM = "/accounts/confirm/"


@pytest.fixture
def reviewer(client, db):
    """Somebody of the city's finance, signed in, who has confirmed nothing."""
    member = people.member(people.organisation("finance"), "reviewer")
    member.user.set_password(PASSWORD)
    member.user.save()
    client.force_login(member.user)
    return member


@pytest.fixture
def change(reviewer):
    return {
        "rule_id": "contract.publish",
        "jurisdiction": str(reviewer.organisation.jurisdiction.pk),
        "value": "1",
        "effective_from": "2099-01-01",
        "basis": "财采〔2026〕1号",
        "explanation": "缩短公告时间。",
    }


def age(client, minutes):
    session = client.session
    session[confirming.SESSION_KEY] = (wall.now() - timedelta(minutes=minutes)).timestamp()
    session.save()


def test_a_grave_step_leads_to_the_confirmation_and_back_with_all_that_was_typed(client, change):
    assert "需要确认是您本人" in client.get(URL).content.decode()
    asked = client.post(URL, change)
    assert urlsplit(asked.headers["Location"]).path == CONFIRM
    assert not ParameterChange.objects.exists()
    assert Event.objects.filter(step="propose", outcome="refused").count() == 1
    page = client.get(asked.headers["Location"])
    back = client.post(CONFIRM, {"password": PASSWORD, "next": page.context["next"]})
    assert back.headers["Location"] == URL
    again = client.get(URL).content.decode()
    assert "财采〔2026〕1号" in again
    assert "缩短公告时间。" in again
    client.post(URL, change)
    assert ParameterChange.objects.get().state == "proposed"
    assert "财采" not in client.get(URL).content.decode(), "what has been done is no longer kept"


def test_a_confirmation_counts_for_five_minutes(client, change):
    age(client, 5.1)
    assert client.post(URL, change).headers["Location"].startswith(CONFIRM)
    age(client, 4.9)
    assert not client.post(URL, change).headers["Location"].startswith(CONFIRM)


def test_signing_in_is_a_confirmation(client, reviewer, change):
    client.logout()
    client.post("/accounts/sign-in/", {"username": reviewer.user.username, "password": PASSWORD})
    client.post(URL, change)
    assert ParameterChange.objects.exists()


def test_a_wrong_password_confirms_nothing(client, change):
    answer = client.post(CONFIRM, {"password": "wrong", "next": URL})
    assert answer.status_code == 200
    assert confirming.SESSION_KEY not in client.session
    assert client.post(URL, change).headers["Location"].startswith(CONFIRM)


def test_the_session_gets_a_new_key_by_confirming(client, reviewer):
    before = client.session.session_key
    client.post(CONFIRM, {"password": PASSWORD})
    assert client.session.session_key not in {before, None}
    assert not type(client.session)(before).exists(before)


@pytest.mark.parametrize(
    "away", ["//evil.example/", "https:evil.example", r"\\evil.example", "http://evil.example/"]
)
def test_confirming_leads_nowhere_else(client, reviewer, away):
    assert client.post(CONFIRM, {"password": PASSWORD, "next": away}).headers["Location"] == "/"
    assert parse_qs(urlsplit(away).query) == {}


def test_what_one_typed_is_shown_to_nobody_else(client, change):
    client.post(URL, change)
    other = people.member(people.organisation("finance", "220102"), "reviewer")
    client.force_login(User.objects.get(pk=other.user_id))
    assert "财采" not in client.get(URL).content.decode()
