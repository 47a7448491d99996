"""One-time codes, recovery codes, and where they are asked for (ASVS 6.3.3, 6.4.3, 6.5.1)."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts import confirming, kinds, middleware, second_factor, services
from accounts.models import MailboxMessage
from tests.accounts.conftest import ANOTHER, PASSWORD
from workflow import outbox

pytestmark = pytest.mark.django_db
CONFIRM = "/accounts/confirm/"


def test_the_password_alone_lets_nobody_in_who_has_a_second_factor(with_app):
    answer = with_app.sign_in()
    assert answer.headers["Location"] == "/accounts/sign-in/second-factor/"
    assert not with_app.is_in()
    assert with_app.give("000000").status_code == 200
    assert not with_app.is_in()
    with_app.give(with_app.code())
    assert with_app.is_in()


@pytest.mark.parametrize(
    ("half_minutes", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_half_a_minute_off(with_app, half_minutes, counts):
    assert bool(second_factor.take(with_app.user, with_app.code(half_minutes))) is counts


def test_a_code_counts_once_and_none_before_it_does(with_app):
    used = with_app.code()
    assert second_factor.take(with_app.user, used)
    assert not second_factor.take(with_app.user, used)
    assert not second_factor.take(with_app.user, with_app.code(-1))
    assert second_factor.take(with_app.user, with_app.code(1))


def test_a_recovery_code_counts_once(with_app):
    first, second, *_ = with_app.recovery_codes()
    with_app.sign_in()
    with_app.give(first)
    assert with_app.is_in()
    other = with_app.at(Client())
    other.sign_in()
    other.give(first)
    assert not other.is_in()
    other.give(second)
    assert other.is_in()


def test_a_new_password_by_mail_does_not_pass_the_second_factor(with_app):
    client = with_app.client
    client.post("/accounts/forgotten/", {"username": with_app.user.username})
    outbox.sweep()
    url = MailboxMessage.objects.get(user=with_app.user).url
    form = client.get(url, follow=True)
    client.post(form.request["PATH_INFO"], {"new_password1": ANOTHER, "new_password2": ANOTHER})
    assert not with_app.is_in()
    with_app.sign_in(ANOTHER)
    assert not with_app.is_in()
    with_app.give(with_app.code())
    assert with_app.is_in()
    assert client.get(url, follow=True).context["validlink"] is False, "the link counts once"


def test_who_has_a_second_factor_confirms_with_it_and_not_with_the_password(with_app):
    with_app.client.force_login(with_app.user)
    page = with_app.client.get(CONFIRM).content.decode()
    assert 'name="code"' in page
    assert 'name="password"' not in page
    with_app.client.post(CONFIRM, {"password": PASSWORD})
    assert confirming.SESSION_KEY not in with_app.client.session
    with_app.client.post(CONFIRM, {"code": with_app.code()})
    assert confirming.SESSION_KEY in with_app.client.session


def test_an_app_is_set_up_by_its_first_code_after_confirming(official, django_capture_on_commit_callbacks):
    client = official.client
    client.force_login(official.user)
    assert client.get("/accounts/security/app/add/").headers["Location"].startswith(CONFIRM)
    client.post(CONFIRM, {"password": PASSWORD})
    official.secret = client.get("/accounts/security/app/add/").context["form"].secret
    assert client.post("/accounts/security/app/add/", {"code": "000000"}).status_code == 200
    first = official.code()
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post("/accounts/security/app/add/", {"code": first}, follow=True)
    assert len(shown.context["unused_codes"]) == 10
    assert "****" not in shown.content.decode()
    assert "****" not in client.get("/accounts/security/codes/").content.decode(), "and never again"
    assert not second_factor.take(official.user, first), "the code that set it up is used up"
    assert official.secret not in str(Authenticator.objects.values_list("data")), "encrypted at rest"
    outbox.sweep()
    assert MailboxMessage.objects.filter(user=official.user).exists(), "the person is told"
    assert mail.outbox == []


def test_wrong_codes_are_counted_like_wrong_passwords(with_app):
    with_app.sign_in()
    answers = [with_app.give(f"{n:06}").status_code for n in range(10)]
    assert answers == [200] * 9 + [429]
    assert with_app.give(with_app.code()).status_code == 429


def test_in_production_officials_set_one_up_first_and_bidders_need_not(official, bidder, monkeypatch):
    bidder = bidder.at(Client())
    for person in (official, bidder):
        person.client.force_login(person.user)
    assert middleware.first_thing(official.user, {}) is None, "a demonstration stays easy to enter"
    monkeypatch.setattr(kinds, "database_kind", lambda: "production")
    assert official.client.get("/worklist/").headers["Location"] == "/accounts/security/"
    assert official.client.get("/accounts/security/").status_code == 200
    assert bidder.client.get("/worklist/").status_code == 200
    official.set_up_app()
    assert official.client.get("/worklist/").status_code == 200


def test_nothing_that_opens_an_account_lies_in_the_outbox(official):
    services.ask_for_reset(official.user.username)
    assert outbox.OutboxRow.objects.get(kind="password-reset").payload == {"username": official.user.username}
