"""Guessing is slowed down, and nobody can keep a rival from a deadline (security.md 8, ASVS 6.3.1)."""

from __future__ import annotations

import pytest
from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, RequestFactory, override_settings

from accounts import devices, lockouts
from accounts.models import MailboxMessage
from core import wall
from tests.accounts.conftest import ANOTHER
from workflow import outbox

pytestmark = pytest.mark.django_db
RIVAL = {"REMOTE_ADDR": "203.0.113.9"}


def tried(username, times, address="198.51.100.{}"):
    """Wrong tries from many places, as they stand in the book."""
    AccessFailureLog.objects.bulk_create(
        AccessFailureLog(
            username=username, ip_address=address.format(n % 250), attempt_time=wall.now(), path_info="/"
        )
        for n in range(times)
    )


def test_ten_wrong_tries_make_an_address_wait_and_no_other(bidder):
    rival = bidder.at(Client())
    assert [rival.sign_in("wrong", **RIVAL).status_code for _ in range(10)] == [200] * 9 + [429]
    assert rival.sign_in(**RIVAL).status_code == 429, "even with the right password"
    assert bidder.sign_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_hundred_close_the_account_to_strangers(bidder):
    tried(bidder.user.username, 99)
    assert bidder.at(Client()).sign_in("wrong", **RIVAL).status_code == 200
    stranger = bidder.at(Client())
    assert stranger.sign_in().status_code == 429
    outbox.sweep()
    assert MailboxMessage.objects.filter(user=bidder.user).count() == 1, "its owner is told"
    tried("nobody", 100)
    given = {"username": "nobody", "password": "x"}
    assert Client().post("/accounts/sign-in/", given).status_code == 429, "whether it exists is not told"


def test_a_device_used_before_gets_in_all_the_same(bidder):
    bidder.sign_in()
    bidder.client.post("/accounts/sign-out/")
    tried(bidder.user.username, 150)
    assert bidder.sign_in().status_code == 302
    assert bidder.is_in()


def test_not_even_from_the_rivals_own_address_is_a_known_device_locked_out(bidder):
    bidder.sign_in(**RIVAL)
    bidder.client.post("/accounts/sign-out/")
    rival = bidder.at(Client())
    for _ in range(12):
        rival.sign_in("wrong", **RIVAL)
    assert bidder.sign_in(**RIVAL).status_code == 302


def test_who_has_a_second_factor_is_never_closed_out(bidder):
    bidder.set_up_app()
    tried(bidder.user.username, 150)
    assert bidder.sign_in().status_code == 302
    bidder.give(bidder.code())
    assert bidder.is_in()


def test_a_new_password_by_mail_opens_a_closed_account(bidder):
    tried(bidder.user.username, 150)
    assert bidder.sign_in().status_code == 429
    bidder.client.post("/accounts/forgotten/", {"username": bidder.user.username})
    outbox.sweep()
    url = MailboxMessage.objects.filter(user=bidder.user).exclude(url="").latest("sent_at").url
    form = bidder.client.get(url, follow=True)
    bidder.client.post(form.request["PATH_INFO"], {"new_password1": ANOTHER, "new_password2": ANOTHER})
    assert bidder.sign_in(ANOTHER).status_code == 302


def test_a_device_guesses_ten_times_too(bidder):
    bidder.sign_in()
    bidder.client.post("/accounts/sign-out/")
    for _ in range(10):
        bidder.sign_in("wrong")
    assert bidder.sign_in().status_code == 429
    assert lockouts.failures(bidder.user.username) == 0, "a known device closes nothing for others"


def test_a_device_is_known_for_its_person_and_password_only(bidder, official):
    bidder.sign_in()
    cookie = bidder.client.cookies[settings.DEVICE_COOKIE_NAME].value
    request = RequestFactory().get("/")
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = cookie
    assert devices.known(request, bidder.user.username).startswith("fd")
    assert devices.known(request, official.user.username) == ""
    assert devices.known(request, "nobody") == ""
    bidder.user.set_password(ANOTHER)
    bidder.user.save()
    assert devices.known(request, bidder.user.username) == ""
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = cookie[:-2] + "xx"
    assert devices.known(request, bidder.user.username) == ""


@pytest.mark.parametrize(
    ("proxies", "passed", "counts"),
    [
        (0, "10.9.9.9", "192.0.2.1"),
        (1, "10.9.9.9, 203.0.113.5", "203.0.113.5"),
        (2, "10.9.9.9, 203.0.113.5, 192.0.2.2", "203.0.113.5"),
        (1, "", "192.0.2.1"),
        (1, "no address", "192.0.2.1"),
    ],
)
def test_nobody_chooses_the_address_that_is_counted(proxies, passed, counts):
    headers = {"X-Forwarded-For": passed} if passed else {}
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)
    with override_settings(PROXIES=proxies):
        assert lockouts.address(request) == counts


@pytest.mark.parametrize("name", ["nobody", ""])
def test_answers_do_not_tell_whether_an_account_exists(bidder, name):
    def said(username):
        client = Client()
        wrong = client.post("/accounts/sign-in/", {"username": username, "password": "x" * 15})
        asked = client.post("/accounts/forgotten/", {"username": username}, follow=True)
        return (
            wrong.status_code,
            wrong.context["form"].errors.as_json(),
            asked.status_code,
            len(asked.content),
        )

    if name:
        assert said(name) == said(bidder.user.username)
    bidder.user.is_active = False
    bidder.user.save()
    assert said("somebody") == said(bidder.user.username)


def test_every_way_of_being_wrong_hashes_once(bidder, monkeypatch):
    """The hash is what takes time: where it is left out, the clock tells who has an account."""
    hashed = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or real(*a, **k))
    counts = []
    for username in (bidder.user.username, "nobody"):
        hashed.clear()
        Client().post("/accounts/sign-in/", {"username": username, "password": "wrong"})
        counts.append(len(hashed))
    assert counts[0] == counts[1] > 0
