"""The shell around every page."""

import pytest
from django.test import override_settings

from tests import people


@pytest.fixture
def member(client, db):
    found = people.member(people.organisation("finance"), "reviewer")
    client.force_login(found.user)
    return found


def test_the_public_sees_the_way_in_and_officials_the_way_out(client, member, db):
    signed_in = client.get("/about/privacy/").content.decode()
    assert 'action="/accounts/sign-out/"' in signed_in
    assert member.user.name in signed_in
    client.logout()
    public = client.get("/about/privacy/?a=1").content.decode()
    assert "/accounts/sign-in/?next=%2Fabout%2Fprivacy%2F%3Fa%3D1" in public


def test_other_memberships_can_be_switched_to_from_every_page(client, member):
    second = people.Membership.objects.create(
        user=member.user, organisation=people.organisation(), roles=["handler"]
    )
    client.post("/accounts/switch/", {"membership": second.pk})
    html = client.get("/about/privacy/").content.decode()
    assert f'name="membership" value="{member.pk}"' in html
    assert f'name="membership" value="{second.pk}"' not in html


def test_the_current_entry_is_marked(client, member):
    html = client.get("/worklist/").content.decode()
    assert '<a href="/worklist/" aria-current="page">' in html


def test_what_finds_no_room_in_the_masthead_folds_and_stands_nowhere_twice(client, member):
    client.cookies["django_language"] = "en"
    layout = client.get("/worklist/").context["layout"]
    assert layout.shown + layout.folded == layout.navigation
    html = client.get("/worklist/").content.decode()
    assert ("p-more" in html) is bool(layout.folded) and layout.folded
    client.cookies["django_language"] = "zh-hans"
    assert "p-more" not in client.get("/worklist/").content.decode()


@pytest.mark.parametrize("path", ["/nothing/", "/projects/00000000-0000-0000-0000-000000000000/"])
def test_what_does_not_exist_says_what_to_do(client, member, path):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "search for its name or number" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_are_whole_in_both_languages(name, rf, db):
    from django.template.loader import render_to_string
    from django.utils.translation import override

    request = rf.get("/")
    context = {"reason": "", "switch_to": None}
    for language, word in (
        ("zh-hans", "长春市政府购买服务"),
        ("en", "Changchun Government Purchase of Services"),
    ):
        with override(language):
            html = render_to_string(name, context, None if name == "500.html" else request)
        assert word in html


def test_a_stale_form_is_answered_in_words(db, member):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member.user)
    answer = strict.post("/accounts/sign-out/", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "nothing was sent" in answer.content.decode()


def test_the_gallery_is_for_developers_only(client, db):
    assert client.get("/components/").status_code == 404
    with override_settings(DEBUG=True):
        assert client.get("/components/").status_code == 200
        assert client.get("/components/?refused=1").status_code == 200


@override_settings(PORTAL_REGISTRATIONS=["吉ICP备 1 号"])
def test_registration_numbers_stand_in_the_foot(client, db):
    assert "吉ICP备 1 号" in client.get("/").content.decode()
