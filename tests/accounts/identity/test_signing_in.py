"""Through the identity service one gets in as by the right password: no further, and nobody who isn't linked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessLog
from django.test import Client

from accounts import confirming, kinds
from accounts.identity import sessions, trips
from accounts.models import User
from core import wall
from tests.accounts.identity.conftest import LI, SIGN_IN, WANG, come_back, link, said, travel

pytestmark = pytest.mark.django_db


def test_who_is_linked_gets_in(linked, visitor):
    assert travel(linked, visitor).url == "/worklist/"
    assert linked.client.get("/accounts/me/").context["user"] == linked.user


def test_one_comes_back_to_where_one_wanted_to_go(linked, visitor):
    assert travel(linked, visitor, next="/accounts/me/").url == "/accounts/me/"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_to_another_site(linked, visitor, wanted):
    assert travel(linked, visitor, next=wanted).url == "/worklist/"


def test_who_is_not_linked_stays_out_and_nobody_is_made_for_them(linked, visitor):
    people = User.objects.count()
    assert travel(linked, visitor, LI).url == "/accounts/sign-in/"
    assert "没有与该身份绑定的账号" in said(linked)
    assert not linked.is_in()
    assert User.objects.count() == people


def test_the_second_factor_is_asked_for_all_the_same(linked, visitor):
    linked.set_up_app()
    assert travel(linked, visitor).url == "/accounts/sign-in/second-factor/"
    assert not linked.is_in()
    linked.give(linked.code())
    assert linked.is_in()
    assert sessions.came_by(linked.client.session)


def test_a_closed_account_stays_closed(linked, visitor):
    User.objects.filter(pk=linked.user.pk).update(is_active=False)
    travel(linked, visitor)
    assert "此账号已停用" in said(linked)
    assert not linked.is_in()


def test_it_stands_among_the_devices_and_in_the_log_of_sign_ins(linked, visitor):
    travel(linked, visitor)
    linked.client.get("/accounts/me/")
    assert UserSession.objects.filter(user=linked.user).count() == 1
    assert AccessLog.objects.filter(username=linked.user.username).count() == 1


def test_the_device_is_known_from_then_on(linked, visitor, settings):
    assert settings.DEVICE_COOKIE_NAME in travel(linked, visitor).cookies


def test_the_key_of_the_session_changes(linked, visitor):
    linked.client.post(SIGN_IN)
    before = linked.client.session.session_key
    travel(linked, visitor)
    assert linked.client.session.session_key != before


def test_the_page_to_sign_in_on_offers_it_by_name(provider, official):
    page = official.client.get("/accounts/sign-in/?next=/accounts/me/").content.decode()
    assert "通过统一身份认证登录" in page
    official.client.cookies["django_language"] = "en"
    assert "Sign in with the identity service" in official.client.get("/accounts/sign-in/").content.decode()


def test_without_a_service_there_is_nothing_of_it(official):
    assert official.client.post(SIGN_IN).status_code == 404
    assert official.client.get("/accounts/identity/back/").status_code == 404
    assert "identity/sign-in" not in official.client.get("/accounts/sign-in/").content.decode()


# -- what the trip is bound to ---------------------------------------------------------------------------------------


def test_the_same_answer_is_worth_nothing_a_second_time(linked, visitor):
    out = linked.client.post(SIGN_IN).headers["Location"]
    answer = visitor.sign_in(out, WANG)
    come_back(linked, answer)
    linked.client.post("/accounts/sign-out/")
    assert come_back(linked, answer).url == "/accounts/sign-in/"
    assert "已经使用" in said(linked)
    assert not linked.is_in()


def test_an_answer_to_another_browser_is_worth_nothing_here(linked, visitor):
    """A stranger sends a link that would sign the reader in as the stranger."""
    answer = visitor.sign_in(linked.client.post(SIGN_IN).headers["Location"], WANG)
    victim = linked.at(Client())
    come_back(victim, answer)
    assert not victim.is_in()
    victim.client.post(SIGN_IN)
    come_back(victim, answer)
    assert not victim.is_in()


def test_a_trip_ends_after_ten_minutes(linked, visitor, monkeypatch):
    answer = visitor.sign_in(linked.client.post(SIGN_IN).headers["Location"], WANG)
    later = wall.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(trips.wall, "now", lambda: later)
    come_back(linked, answer)
    monkeypatch.undo()
    assert not linked.is_in()


def test_two_tabs_do_not_get_in_each_others_way(linked, visitor):
    first, second = (linked.client.post(SIGN_IN).headers["Location"] for _tab in range(2))
    visitor.sign_in(second, WANG)
    come_back(linked, visitor.sign_in(first, WANG))
    assert linked.is_in()


def test_trips_that_nobody_ends_do_not_pile_up(provider, official):
    for _time in range(trips.MOST + 3):
        official.client.post(SIGN_IN)
    assert len(official.client.session[trips.SESSION_KEY]) == trips.MOST


# -- how long a sign-in there counts here ------------------------------------------------------------------------------


def test_a_session_that_was_open_there_for_hours_confirms_nothing(linked, provider, visitor):
    hours_ago = int((wall.now() - timedelta(hours=3)).timestamp())
    provider.is_crooked(claims={"auth_time": hours_ago})
    travel(linked, visitor)
    assert confirming.until(linked.client.session) < wall.now()


def test_a_service_that_does_not_say_when_confirms_nothing(linked, provider, visitor):
    provider.is_crooked(claims={"auth_time": None})
    travel(linked, visitor)
    assert linked.is_in()
    assert confirming.until(linked.client.session) is None


def test_a_fresh_sign_in_there_is_a_confirmation_here(linked, visitor):
    travel(linked, visitor)
    assert confirming.until(linked.client.session) > wall.now() + timedelta(minutes=4)


# -- two factors there -------------------------------------------------------------------------------------------------


@pytest.fixture
def in_production(monkeypatch):
    monkeypatch.setattr(kinds, "database_kind", lambda: "production")


def test_officials_still_need_a_second_factor_here(linked, visitor, in_production):
    travel(linked, visitor)
    assert linked.client.get("/worklist/").url == "/accounts/security/"


def test_unless_the_service_asks_for_two_itself(linked, provider, settings, visitor, in_production):
    settings.OIDC = provider.settings(acr=["two"])
    travel(linked, visitor, strong=True)
    assert linked.client.get("/worklist/").status_code == 200


def test_then_one_factor_is_not_let_in(linked, provider, settings, visitor):
    settings.OIDC = provider.settings(acr=["two"])
    travel(linked, visitor)
    assert "低于本平台的要求" in said(linked)
    assert not linked.is_in()


# -- which claim names a person ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "number"), [(WANG, "A-17"), (LI, "A-18")])
def test_another_claim_may_name_people_also_beside_the_token(
    official, provider, settings, visitor, who, number
):
    settings.OIDC = provider.settings(claim="staff")
    link(official, provider, number)
    travel(official, visitor, who)
    assert official.is_in()


def test_what_is_told_beside_the_token_must_be_about_the_same_person(official, provider, settings, visitor):
    settings.OIDC = provider.settings(claim="staff")
    link(official, provider, "A-18")
    provider.is_crooked(beside={"sub": WANG})
    travel(official, visitor, LI)
    assert not official.is_in()


# -- and out again -----------------------------------------------------------------------------------------------------


def test_signing_out_signs_out_there_too(linked, visitor):
    travel(linked, visitor)
    there = linked.client.post("/accounts/sign-out/").headers["Location"]
    assert "/end?" in there
    assert "id_token_hint=" in there
    assert visitor.browser.get(there, allow_redirects=False, timeout=5).is_redirect
    assert not linked.is_in()
    out = linked.client.post(SIGN_IN).headers["Location"]
    assert visitor.browser.get(out, allow_redirects=False, timeout=5).status_code == 200, "it asks again"


def test_a_service_without_such_an_address_is_named(linked, provider, visitor):
    travel(linked, visitor)
    provider.is_crooked(description={"end_session_endpoint": None})
    trips.asking._known.clear()
    assert linked.client.post("/accounts/sign-out/").url == "/"
    assert "可能仍处于登录状态" in said(linked, "/")


def test_who_came_by_password_is_signed_out_here_only(linked):
    linked.sign_in()
    assert linked.client.post("/accounts/sign-out/").url == "/"
