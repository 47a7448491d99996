"""Language and size of text are chosen by links; nothing else follows from them."""

import pytest


def test_the_language_is_kept_and_one_comes_back(client, db):
    answer = client.get("/preferences/?language=en&next=/about/privacy/")
    assert answer.url == "/about/privacy/"
    assert 'lang="en"' in client.get("/about/privacy/").content.decode()


def test_large_text_can_be_taken_back(client, db):
    client.get("/preferences/?text=large")
    assert 'data-text="large"' in client.get("/about/privacy/").content.decode()
    client.get("/preferences/?text=")
    assert 'data-text="large"' not in client.get("/about/privacy/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_link_leads_to_no_other_site(client, db, target):
    assert client.get("/preferences/", {"language": "en", "next": target}).url == "/"


def test_a_language_that_there_is_not_changes_nothing(client, db):
    assert "django_language" not in client.get("/preferences/?language=xx").cookies


def test_public_pages_set_no_cookie_and_no_token(client, db):
    answer = client.get("/about/privacy/")
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content
