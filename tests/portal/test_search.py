"""One search: the public finds what was published, officials also the projects they may see."""

import pytest

from portal import search
from procurement import demo
from tests import people
from tests.procurement.world import build_city


def test_a_number_leads_straight_to_its_notice(client, publish):
    notice = publish()
    assert client.get("/search/", {"q": f" {notice.number.lower()} "}).url == notice.get_absolute_url()


@pytest.mark.parametrize("text", ["养老", "老服", "居", "CC-2025"])
def test_words_fragments_and_single_characters_are_found(client, publish, text):
    notice = publish()
    page = client.get("/search/", {"q": text})
    assert [n.pk for n in page.context["notices"]] == [notice.pk]
    assert page.context["notice_count"] == 1


@pytest.mark.parametrize("text", ["没有的词", "'", "\x00", "%", "a" * 5000, "<script>", "*:|&!"])
def test_nothing_typed_is_an_error(client, publish, text):
    publish()
    page = client.get("/search/", {"q": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "<script></" not in page.content.decode()
    assert f"“{'a' * 41}" not in page.content.decode(), "what wasn't found isn't said at length again"
    assert page.context["longest"] == (search.LONGEST if len(text) > search.LONGEST else None)


@pytest.fixture
def project(db):
    city = build_city()
    return demo.granted_project(city.hand, city.line)


def test_projects_are_found_by_those_who_may_see_them_only(client, project):
    word = project.title[:4]
    assert search.projects(word, people.actor("handler", kind="provider")) == []
    client.force_login(people.Membership.objects.get(user__username="mzj.jingban").user)
    page = client.get("/search/", {"q": word})
    assert [hit.url for hit in page.context["projects"]] == [f"/projects/{project.pk}/"]
    client.logout()
    assert client.get("/search/", {"q": word}).context["projects"] == []


def test_who_asks_nothing_is_told_how(client, db):
    page = client.get("/search/", headers={"accept-language": "en"})
    assert "leads straight to it" in page.content.decode()
