"""An actor is one person in one membership; what one sees and may do follows it at once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts import demo
from accounts.models import Membership, Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    demo.build()


@pytest.fixture
def treasurer(city):
    client = Client()
    client.force_login(User.objects.get(username="czj.guoku"))
    return client


def shown(client):
    return client.get(reverse("accounts:me")).wsgi_request.actor


def test_switching_changes_the_actor(treasurer):
    assert shown(treasurer).organisation_name == "长春市财政局"
    other = Membership.objects.get(user__username="czj.guoku", organisation=demo.organisation("jycz"))
    treasurer.post(reverse("accounts:switch"), {"membership": other.pk, "next": "/accounts/me/"})
    assert shown(treasurer).organisation_name == "净月高新区财政局"
    assert shown(treasurer).jurisdictions == {"220172"}


@pytest.mark.parametrize("membership", ["", "x", "\x00", "00000000-0000-4000-8000-000000000000"])
def test_nobody_acts_for_an_organisation_that_is_not_theirs(treasurer, membership):
    assert treasurer.post(reverse("accounts:switch"), {"membership": membership}).status_code == 404


def test_another_persons_membership_is_as_good_as_none(treasurer):
    foreign = Membership.objects.get(user__username="sfj.lingdao")
    assert treasurer.post(reverse("accounts:switch"), {"membership": foreign.pk}).status_code == 404


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_switching_leads_to_this_portal_only(treasurer, target):
    mine = Membership.objects.filter(user__username="czj.guoku").longest_first().first()
    answer = treasurer.post(reverse("accounts:switch"), {"membership": mine.pk, "next": target})
    assert answer["Location"] == "/"


def test_a_revoked_membership_ends_at_once(treasurer):
    Membership.objects.filter(user__username="czj.guoku").update(is_active=False)
    actor = shown(treasurer)
    assert actor.organisation_id is None and not actor.roles


def test_a_closed_account_ends_at_once(treasurer):
    User.objects.filter(username="czj.guoku").update(is_active=False)
    assert treasurer.get(reverse("accounts:me")).status_code == 302


def test_names_are_shown_in_the_readers_language(city):
    finance = Organisation.objects.get(name="长春市财政局")
    assert str(finance) == "长春市财政局"

    with override("en"):
        assert str(finance) == "Changchun Finance Bureau"


@pytest.mark.parametrize("name", ["", "mzj.jingban", "没有这个人", "a\x00b", "x" * 500])
def test_a_wrong_sign_in_says_the_same_whatever_was_wrong(client, city, name):
    answer = client.post(reverse("accounts:sign_in"), {"username": name, "password": "wrong-wrong"})
    assert answer.status_code == 200
    if name and "\x00" not in name:
        assert "账号或密码不正确" in answer.content.decode()
