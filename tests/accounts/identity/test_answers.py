"""Whatever the service answers that isn't as it must be: nobody gets in, and a sentence says what to do."""

from __future__ import annotations

import time

import pytest

from accounts.identity import asking
from tests.accounts.identity.conftest import ASK, SECURITY, SIGN_IN, WANG, come_back, said, travel

pytestmark = pytest.mark.django_db
INVALID, AWAY, AGAIN = "未通过校验", "目前无法连接", "请重新操作"
CROOKED = {
    "nonce of another trip": {"claims": {"nonce": "x" * 43}},
    "no nonce": {"claims": {"nonce": None}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "for another application": {"claims": {"aud": "another"}},
    "for several, made for another": {"claims": {"aud": ["portal:1", "another"], "azp": "another"}},
    "no audience": {"claims": {"aud": None}},
    "over": {"claims": {"exp": int(time.time()) - 120}},
    "never over": {"claims": {"exp": None}},
    "issued in the future": {"claims": {"iat": int(time.time()) + 86_400}},
    "nobody": {"claims": {"sub": None}},
    "an empty name": {"claims": {"sub": " "}},
    "no text for a name": {"claims": {"sub": ["220104001"]}},
    "too long a name": {"claims": {"sub": "9" * 256}},
    "signed by a stranger": {"sign": "foreign"},
    "signed by a key that nobody publishes": {"sign": "unknown"},
    "signed by the shared secret": {"sign": "secret"},
    "not signed": {"sign": "none"},
    "no token for the code": {"token": 400},
    "another service in the answer": {"say": {"iss": "https://evil.example"}},
    "a fault in the answer": {"say": {"error": "invalid_scope"}},
}

NOT_ASKED_FOR = [
    "",
    "state=",
    "state=x&code=y",
    "state=x&error=access_denied",
    "code=%00&state=%00",
    "state=%ED%A0%80",
    "error=<script>",
]


@pytest.mark.parametrize("how", CROOKED)
def test_what_is_not_as_it_must_be_lets_nobody_in(linked, provider, visitor, how):
    provider.is_crooked(**CROOKED[how])
    assert travel(linked, visitor).url == "/accounts/sign-in/"
    assert INVALID in (words := said(linked)) or AGAIN in words
    assert not linked.is_in()


@pytest.mark.parametrize(
    "endpoint", ["token_endpoint", "jwks_uri", "authorization_endpoint", "userinfo_endpoint"]
)
@pytest.mark.parametrize("address", ["http://10.0.0.1/", "file:///etc/passwd", "http://[::1", ""])
def test_an_address_that_is_not_secure_is_never_asked(linked, provider, endpoint, address):
    if endpoint == "userinfo_endpoint" and not address:
        return  # a service needn't have one
    provider.is_crooked(description={endpoint: address})
    assert linked.client.post(SIGN_IN).url == "/accounts/sign-in/"
    assert INVALID in said(linked)


def test_a_description_of_another_service_is_refused(linked, provider):
    provider.is_crooked(description={"issuer": "https://evil.example"})
    linked.client.post(SIGN_IN)
    assert INVALID in said(linked)


@pytest.mark.parametrize("status", [500, 503])
def test_a_service_that_is_ill_is_said_to_be_away(linked, provider, status):
    provider.is_crooked(status=status)
    assert linked.client.post(SIGN_IN).url == "/accounts/sign-in/"
    assert AWAY in said(linked)


def test_a_service_that_is_gone_is_said_to_be_away(linked, provider, settings):
    settings.OIDC = provider.settings(issuer="http://127.0.0.1:9")
    assert linked.client.post(SIGN_IN).url == "/accounts/sign-in/"
    assert AWAY in said(linked)
    linked.client.cookies["django_language"] = "en"
    linked.client.post(SIGN_IN)
    assert "can't be reached" in said(linked)


def test_a_service_that_goes_away_meanwhile(linked, provider, visitor):
    provider.is_crooked(token=502)
    travel(linked, visitor)
    assert AWAY in said(linked)


def test_where_one_wanted_to_go_is_not_forgotten_over_a_fault(linked, visitor):
    answer = travel(linked, visitor, refuse=True, next="/accounts/me/")
    assert answer.url == "/accounts/sign-in/?next=%2Faccounts%2Fme%2F"


def test_who_breaks_off_there_is_told_so(linked, visitor):
    travel(linked, visitor, refuse=True)
    assert "中止了操作" in said(linked)
    linked.sign_in()
    assert travel(linked, visitor, at=ASK, refuse=True).url == SECURITY


def test_keys_are_looked_at_anew_when_one_is_unknown(linked, provider, visitor, monkeypatch):
    """A service changes its keys: the first person after that gets in, too."""
    asking.described(asking.Service(**provider.settings()))
    known = asking._known[provider.issuer]
    old = {"keys": [{**known.keys["keys"][0], "kid": "old"}]}
    asking._known[provider.issuer] = asking.Description(known.said, old, known.at - asking.LEAST)
    travel(linked, visitor)
    assert linked.is_in()


def test_the_secret_may_go_in_the_form(linked, provider, visitor):
    provider.is_crooked(method="client_secret_post")
    travel(linked, visitor)
    assert linked.is_in()


@pytest.mark.parametrize("query", NOT_ASKED_FOR)
def test_answers_that_nobody_asked_for(linked, provider, query):
    answer = linked.client.get(f"/accounts/identity/back/?{query}")
    assert answer.url == "/accounts/sign-in/"
    assert "已经过期" in said(linked)


@pytest.mark.parametrize("more", ["&code=", "&code=%00", "&code=x", ""])
def test_a_code_that_is_none(linked, visitor, more):
    out = linked.client.post(SIGN_IN).headers["Location"]
    state = visitor.sign_in(out, WANG).split("state=")[1].split("&")[0]
    assert come_back(linked, f"/accounts/identity/back/?state={state}{more}").url == "/accounts/sign-in/"
    assert INVALID in said(linked)


def test_no_answer_is_kept_by_a_browser_on_its_way(linked, visitor):
    assert "no-store" in travel(linked, visitor).headers["Cache-Control"]


def test_nothing_that_a_stranger_sends_breaks_a_line_of_the_log(linked, visitor, provider, caplog):
    provider.is_crooked(say={"error": "x\nERROR forged"})
    travel(linked, visitor)
    assert "forged" in caplog.text
    assert "\nERROR forged" not in caplog.text
