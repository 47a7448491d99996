"""Sessions end by the time on the wall and with the trust in an account; where trust grows the key is new (ASVS 7)."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore as Plain
from django.test import Client, override_settings

from accounts import sessions
from core import wall
from tests.accounts.conftest import ANOTHER, PASSWORD

pytestmark = pytest.mark.django_db


def put_back(client, **minutes):
    session = client.session
    for key, past in minutes.items():
        session[key] = wall.now().timestamp() - past * 60
    session.save()


@override_settings(IDLE_MINUTES=30, SESSION_HOURS=12)
@pytest.mark.parametrize(
    ("began", "seen", "goes_on"), [(29, 29, True), (31, 31, False), (719, 1, True), (721, 1, False)]
)
def test_a_session_ends_after_half_an_hour_alone_and_after_twelve_in_all(official, began, seen, goes_on):
    official.sign_in()
    put_back(official.client, began_at=began, seen_at=seen)
    assert official.is_in() is goes_on


@override_settings(IDLE_MINUTES=30)
def test_a_page_that_asks_by_itself_keeps_no_session_alive(official):
    official.sign_in()
    put_back(official.client, seen_at=20)
    before = official.client.session[sessions.SEEN]
    official.client.get("/accounts/me/", headers={"HX-Request": "true"})
    assert official.client.session[sessions.SEEN] == before
    official.client.get("/accounts/me/")
    assert official.client.session[sessions.SEEN] > before


def test_a_session_without_dates_is_over(official):
    official.sign_in()
    session = official.client.session
    del session[sessions.BEGAN]
    session.save()
    assert not official.is_in()


def test_signing_in_gives_the_session_a_new_key(official):
    official.client.get("/accounts/sign-in/")
    session = official.client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    official.client.cookies["sessionid"] = planted
    official.sign_in()
    assert official.client.session.session_key != planted
    assert not Plain().exists(planted)


def test_signing_out_leaves_nothing_to_come_back_to(official):
    official.sign_in()
    kept = official.client.cookies["sessionid"].value
    official.client.post("/accounts/sign-out/")
    again = Client()
    again.cookies["sessionid"] = kept
    assert again.get("/accounts/me/").status_code == 302


def test_a_disabled_account_is_out_at_once(official):
    official.sign_in()
    official.user.is_active = False
    official.user.save()
    assert not official.is_in()


def test_a_new_password_ends_all_other_sessions(official):
    official.sign_in()
    elsewhere = official.at(Client())
    elsewhere.sign_in()
    given = {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}
    assert official.client.post("/accounts/password/", given).status_code == 302
    assert official.is_in()
    assert not elsewhere.is_in()


def test_devices_are_listed_and_signed_out(official, bidder):
    official.sign_in(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0"})
    phone = official.at(Client())
    phone.sign_in(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8"})
    page = official.client.get("/accounts/security/").content.decode()
    assert "Chrome · Windows" in page
    assert "WeChat · Android" in page
    stranger = bidder.at(Client())
    stranger.sign_in()
    mine = official.client.get("/accounts/security/").context["sessions"]
    assert len(mine) == 2
    assert stranger.client.post("/accounts/sessions/end/", {"session": mine[0]["pk"]}).status_code == 404
    assert phone.is_in()
    official.client.post("/accounts/sessions/end/", {"session": "others"})
    assert official.is_in()
    assert not phone.is_in()
