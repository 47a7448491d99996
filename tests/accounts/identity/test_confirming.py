"""Before what is grave, whoever came through the identity service is asked again by it; what was typed is kept."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts import confirming
from core import wall
from rulebook.models import ParameterChange
from tests import people
from tests.accounts.conftest import PASSWORD
from tests.accounts.identity.conftest import AGAIN, LI, SIGN_IN, link, said, travel
from tests.oidc.running import Visitor

pytestmark = pytest.mark.django_db
URL = "/rules/changes/propose/?rule=contract.publish"
CONFIRM = "/accounts/confirm/"


@pytest.fixture
def inside(linked, visitor):
    """Came through the service; the confirmation that went with it is over."""
    travel(linked, visitor)
    _age(linked)
    return linked


def _age(person):
    session = person.client.session
    session[confirming.SESSION_KEY] = (wall.now() - timedelta(minutes=6)).timestamp()
    session.save()


@pytest.fixture
def change(inside):
    return {
        "rule_id": "contract.publish",
        "jurisdiction": str(people.jurisdiction().pk),
        "value": "1",
        "effective_from": "2099-01-01",
        "basis": "财采〔2026〕1号",
        "explanation": "缩短公告时间。",
    }


def test_a_grave_step_leads_there_and_back_with_all_that_was_typed(inside, visitor, change):
    asked = inside.client.post(URL, change).url
    page = inside.client.get(asked).content.decode()
    assert "通过统一身份认证确认" in page
    out = inside.client.post(AGAIN, {"next": URL}).headers["Location"]
    assert {k: v[0] for k, v in parse_qs(urlsplit(out).query).items()}.items() >= {
        "prompt": "login", "max_age": "0", "code_challenge_method": "S256", "response_type": "code",
    }.items()  # fmt: skip
    assert travel(inside, visitor, at=AGAIN, next=URL).url == URL
    assert "财采〔2026〕1号" in inside.client.get(URL).content.decode()
    inside.client.post(URL, change)
    assert ParameterChange.objects.get().state == "proposed"


def test_the_session_gets_a_new_key_with_it(inside, visitor):
    inside.client.post(AGAIN)
    before = inside.client.session.session_key
    travel(inside, visitor, at=AGAIN)
    assert inside.client.session.session_key != before


def test_a_service_that_asks_nobody_anew_confirms_nothing(inside, provider, visitor):
    """Its session is an hour old, and it takes `prompt=login` for a wish."""
    hour_ago = int((wall.now() - timedelta(hours=1)).timestamp())
    provider.is_crooked(session=True, claims={"auth_time": hour_ago})
    assert travel(inside, visitor, at=AGAIN, next=URL).url.startswith(CONFIRM)
    assert "没有重新验证" in said(inside, CONFIRM)
    assert confirming.until(inside.client.session) < wall.now()


@pytest.mark.parametrize("when", [None, "now", True, -1, 1e30])
def test_nor_does_one_that_does_not_say_when(inside, provider, visitor, when):
    provider.is_crooked(claims={"auth_time": when})
    travel(inside, visitor, at=AGAIN)
    assert confirming.until(inside.client.session) < wall.now()


def test_a_colleague_who_signs_in_there_confirms_nothing(inside, visitor):
    travel(inside, visitor, LI, at=AGAIN)
    assert "登录的是其他人" in said(inside, CONFIRM)
    assert confirming.until(inside.client.session) < wall.now()


def test_an_answer_to_a_sign_in_is_no_confirmation(inside, visitor):
    """A trip is for one purpose: an open session there would be enough for this one."""
    assert inside.client.post(SIGN_IN).url == "/worklist/"


def test_the_password_remains_for_when_the_service_is_away(inside):
    assert inside.client.post(CONFIRM, {"password": PASSWORD}).url == "/"
    assert confirming.until(inside.client.session) > wall.now()


def test_who_has_no_password_is_asked_for_none(inside):
    inside.user.password = "!"
    inside.user.save(update_fields=["password"])
    inside.client.post(SIGN_IN)
    travel(inside, Visitor())
    page = inside.client.get(CONFIRM).content.decode()
    assert "通过统一身份认证确认" in page
    assert 'type="password"' not in page
    assert inside.client.post(CONFIRM, {"password": ""}).status_code == 200


def test_who_has_a_second_factor_confirms_by_that(linked, visitor):
    """A weaker way than the one by which the account is kept confirms nothing."""
    linked.set_up_app()
    travel(linked, visitor)
    linked.give(linked.code())
    assert "通过统一身份认证确认" not in linked.client.get(CONFIRM).content.decode()
    assert linked.client.post(AGAIN).status_code == 404


def test_unless_the_service_asks_for_two_itself(linked, provider, settings, visitor):
    settings.OIDC = provider.settings(acr=["two"])
    linked.set_up_app()
    travel(linked, visitor, strong=True)
    linked.give(linked.code())
    _age(linked)
    travel(linked, visitor, at=AGAIN, strong=False)
    assert confirming.until(linked.client.session) < wall.now(), "one factor is too little"
    travel(linked, visitor, at=AGAIN, strong=True)
    assert confirming.until(linked.client.session) > wall.now()


def test_who_came_by_password_is_not_sent_there(provider, official):
    link(official, provider)
    official.sign_in()
    assert "identity/confirm" not in official.client.get(CONFIRM).content.decode()
    assert official.client.post(AGAIN).status_code == 404
