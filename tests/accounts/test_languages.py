"""Whoever is signed in chooses the language for themselves: pages here and elsewhere, and what is sent to them."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import MailboxMessage
from accounts.services import ask_for_reset
from workflow import outbox

pytestmark = pytest.mark.django_db
URL, ME = "/accounts/language/", "/accounts/me/"


@pytest.fixture
def signed_in(official):
    official.sign_in()
    return official


def html(client, address=ME):
    return client.get(address).content.decode()


def in_english(client, address=ME):
    return '<html lang="en"' in html(client, address)


def test_the_switch_of_the_page_keeps_the_choice_for_the_person(signed_in):
    page = html(signed_in.client)
    assert f'<form method="post" action="{URL}">' in page
    answer = signed_in.client.post(URL, {"language": "en", "next": ME})
    assert answer.url == ME
    signed_in.user.refresh_from_db()
    assert signed_in.user.language == "en"
    page = html(signed_in.client)
    assert '<html lang="en"' in page
    assert "come to you in English from now on" in page, "said in the language that was chosen"


def test_what_is_sent_comes_in_it(signed_in, legal_time):
    signed_in.client.post(URL, {"language": "en"})
    ask_for_reset(signed_in.user.username)
    outbox.sweep(kinds=["password-reset"])
    assert "Somebody has asked for a new password" in MailboxMessage.objects.get().body


def test_another_browser_follows_what_the_person_has_chosen(signed_in):
    signed_in.client.post(URL, {"language": "en"})
    other = signed_in.at(Client())
    assert not in_english(other.client, "/")
    other.sign_in()
    assert in_english(other.client)


def test_a_browser_on_which_somebody_has_chosen_stays_as_it_is(signed_in):
    signed_in.client.post(URL, {"language": "en"})
    other = signed_in.at(Client())
    other.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    other.sign_in()
    assert not in_english(other.client)


def test_ones_own_page_shows_it_and_offers_the_other(signed_in):
    page = html(signed_in.client)
    assert 'value="en">使用英文' in page.replace("\n", "")
    signed_in.client.post(URL, {"language": "en"})
    assert 'value="zh-hans">Use Simplified Chinese' in html(signed_in.client)


@pytest.mark.parametrize("wanted", ["", "xx", "en\x00", "zh"])
def test_a_language_that_there_is_not_changes_nothing(signed_in, wanted):
    assert signed_in.client.post(URL, {"language": wanted}).status_code == 404
    signed_in.user.refresh_from_db()
    assert signed_in.user.language == ""
