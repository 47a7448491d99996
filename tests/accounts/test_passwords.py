"""Passwords by kind of person, as docs/adr/0009 decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import middleware, passwords
from accounts.models import Membership, User
from core import wall

pytestmark = pytest.mark.django_db


def codes(password, user):
    try:
        validate_password(password, user)
    except ValidationError as errors:
        return {error.code for error in errors.error_list}
    return set()


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("Hirsch-7-Wolke", set()),
        ("hirsch-7-wolke", set()),
        ("hirschundwolkeundregen", {"password_classes"}),
        ("Hir-7-Wolk", {"password_short"}),
        ("长颈鹿Hirsch7Wolke", set()),
    ],
)
def test_officials_have_twelve_characters_of_three_kinds(official, password, wrong):
    assert codes(password, official.user) == wrong


@pytest.mark.parametrize(
    ("password", "alone", "with_factor"),
    [
        ("hirschundwolkeundregen", set(), set()),
        ("hirschundwolke", {"password_short"}, set()),
        ("hirschwolke", {"password_short"}, {"password_short"}),
        ("ababababababababab", {"password_same"}, {"password_same"}),
    ],
)
def test_bidders_have_fifteen_or_twelve_with_a_second_factor(bidder, password, alone, with_factor):
    assert codes(password, bidder.user) == alone
    bidder.set_up_app()
    assert codes(password, bidder.user) == with_factor


@pytest.mark.parametrize(
    "password",
    [
        "Changchun-Wolke-77",
        "nuhcgnahC-Wolke-77",
        "长春Hirsch-7-Wolken",
        "Caizheng-Wolke-7x",
        "Xx-7-user{}-Wolke",
    ],
)
def test_names_of_the_city_and_of_oneself_are_blocked(official, password):
    given = password.format(official.user.username.removeprefix("user"))
    assert "password_names" in codes(given, official.user)


def test_own_name_and_unit_are_blocked_in_pinyin_too(bidder):
    bidder.user.name = "何伟"
    bidder.user.save()
    Membership.objects.get(user=bidder.user).organisation.__class__.objects.filter(
        memberships__user=bidder.user
    ).update(name="朝晖养老服务中心")
    assert "password_names" in codes("hewei-hirsch-wolke", bidder.user)
    assert "password_names" in codes("朝晖养老服务中心-hirsch-wolke", bidder.user)


def test_common_ones_are_blocked(bidder):
    assert "password_too_common" in codes("1234567891234567", bidder.user) | codes(
        "passwordpassword", bidder.user
    )


def test_somebody_new_is_measured_as_an_outsider(db):
    assert codes("hirschundwolke", User(username="new", name="新人")) == {"password_short"}


@pytest.mark.parametrize(("days", "must"), [(179, False), (181, True)])
def test_officials_choose_a_new_one_after_180_days_and_bidders_never(official, bidder, days, must):
    for person in (official, bidder):
        person.user.password_changed_at = wall.now() - timedelta(days=days)
        person.user.save()
    assert passwords.must_be_changed(official.user) is must
    assert not passwords.must_be_changed(bidder.user)
    official.client.force_login(official.user)
    answer = official.client.get("/worklist/")
    assert (answer.headers.get("Location") == "/accounts/password/") is must
    assert official.client.get("/accounts/password/").status_code == 200
    assert (middleware.first_thing(official.user, {}) == "accounts:password") is must


def test_the_present_one_is_no_new_one(official):
    official.sign_in()
    same = {"old_password": "Hirsch-7-Wolke-blau"} | dict.fromkeys(
        ["new_password1", "new_password2"], "Hirsch-7-Wolke-blau"
    )
    assert official.client.post("/accounts/password/", same).status_code == 200
