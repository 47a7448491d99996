"""Watching a project gives nothing but a line in one's own list."""

import pytest

from portal import watching
from portal.models import Watch
from procurement import demo
from tests import people
from tests.procurement.world import build_city


@pytest.fixture
def project(db):
    city = build_city()
    return demo.granted_project(city.hand, city.line)


@pytest.fixture
def official(project, client):
    found = people.Membership.objects.get(user__username="mzj.jingban")
    client.force_login(found.user)
    return found


def test_watched_projects_show_what_happened_last(client, project, official):
    client.post(f"/projects/{project.pk}/watch/")
    page = client.get("/worklist/?tab=watched")
    [row] = page.context["watched"]
    assert row.project == project
    assert row.latest.seal, "the grant is a decision by authority"


def test_watching_ends_again(client, project, official):
    client.post(f"/projects/{project.pk}/watch/")
    client.post(f"/projects/{project.pk}/watch/")
    assert Watch.objects.count() == 1
    client.post(f"/projects/{project.pk}/watch/", {"stop": "1"})
    assert Watch.objects.count() == 0


def test_what_one_may_not_see_one_can_not_watch(client, project):
    stranger = people.member(people.organisation("provider"), "provider_agent")
    client.force_login(stranger.user)
    assert client.post(f"/projects/{project.pk}/watch/").status_code == 404
    assert Watch.objects.count() == 0


def test_whoever_loses_sight_of_a_project_no_longer_sees_it_among_the_watched(project, official):
    Watch.objects.create(user=official.user, project=project)
    elsewhere = people.actor("handler")
    assert watching.count(elsewhere) == 0
    Watch.objects.update(user=elsewhere.user_id)
    assert watching.rows(elsewhere) == []
