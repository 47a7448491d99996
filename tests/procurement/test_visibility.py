"""Who sees which projects, lines and registrations; what one may not see does not exist (404)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from core.actor import ANONYMOUS
from documents.models import Attachment
from documents.services import stage
from procurement import demo, policies
from procurement.models import BudgetLine, Project, PurchaserProfile
from procurement.services import involve

EVERYBODY = [
    "mzj.jingban",
    "sfj.jingban",
    "ngmz.jingban",
    "czj.shenhe",
    "ngcz.shenhe",
    "jycz.shenhe",
    "sjj.shenji",
    "shzz.jianguan",
    "kangle.jingban",
    "mz3.pingjia",
    "zjk.zj1",
    "yyzx.admin",
]


def seen(city, rows) -> set[str]:
    """Who sees at least one of these rows."""
    assert not rows.visible_to(ANONYMOUS).exists()
    return {name for name in EVERYBODY if rows.visible_to(city.actor(name)).exists()}


def test_a_draft_is_the_unit_s_own_affair(city):
    demo.prepare(city.hand, demo.draft_project(city.hand), city.line)
    assert seen(city, Project.objects) == {"mzj.jingban"}


def test_what_was_submitted_is_seen_by_those_who_oversee_the_city(city):
    demo.submitted_project(city.hand, city.line)
    assert seen(city, Project.objects) == {"mzj.jingban", "czj.shenhe", "sjj.shenji", "shzz.jianguan"}


def test_the_city_oversees_its_districts_but_not_the_other_way_round(city):
    demo.purchaser(city.hand, "ngmz")
    line = demo.budget_line(city.hand, "ngmz")
    project = demo.submitted_project(city.hand, line, "ngmz")
    own = Project.objects.filter(pk=project.pk)
    assert seen(city, own) == {"ngmz.jingban", "ngcz.shenhe", "czj.shenhe", "sjj.shenji", "shzz.jianguan"}
    assert seen(city, BudgetLine.objects.filter(pk=line.pk)) == {
        "ngmz.jingban",
        "ngcz.shenhe",
        "czj.shenhe",
        "sjj.shenji",
        "shzz.jianguan",
    }


def test_lines_and_registrations_are_not_for_other_units_nor_for_providers(city):
    overseers = {"czj.shenhe", "sjj.shenji", "shzz.jianguan"}
    assert seen(city, BudgetLine.objects) == {"mzj.jingban", *overseers}
    assert seen(city, PurchaserProfile.objects) == {"mzj.jingban", *overseers}


@pytest.mark.parametrize(
    "name", ["sfj.jingban", "ngmz.lingdao", "ngcz.shenhe", "kangle.jingban", "zjk.zj1", "mz3.pingjia"]
)
def test_every_page_of_anothers_project_is_not_found(city, client, name):
    project = demo.submitted_project(city.hand, city.line)
    client.force_login(User.objects.get(username=name))
    for step in ("prepare", "present", "submit", "hand-back", "grant", "give-back", "refuse", "terminate"):
        address = reverse(f"procurement:project-{step}", args=[project.pk])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    for name_, pk in (("budgetline-detail", city.line.pk), ("budgetline-cut", city.line.pk)):
        assert client.get(reverse(f"procurement:{name_}", args=[pk])).status_code == 404


def test_a_provider_sees_the_project_but_not_how_the_money_was_reckoned(city, client):
    project = demo.granted_project(city.hand, city.line)
    provider = city.actor("kangle.jingban")
    involve(project, provider.organisation_id, "provider")
    assert not policies.is_insider(provider, project)
    client.force_login(User.objects.get(username="kangle.jingban"))
    page = client.get(project.get_absolute_url()).content.decode()
    assert project.title in page
    assert "经事前绩效评估" not in page
    assert city.line.code not in page
    assert "上门照护</td>" not in page


def test_papers_of_an_application_are_for_the_unit_and_its_overseers(city, client):
    draft = demo.draft_project(city.hand)
    file = stage(SimpleUploadedFile("询价.txt", "三家询价记录".encode()), city.actor("mzj.jingban"))
    project = demo.prepare(city.hand, draft, city.line, papers=[file])
    project = city.hand.do(project, "present", city.actor("mzj.jingban"))
    project = city.hand.do(project, "submit", city.actor("mzj.lingdao"))
    involve(project, city.actor("kangle.jingban").organisation_id, "provider")
    url = Attachment.objects.of(project).get().get_absolute_url()
    answers = {}
    for name in ("mzj.lingdao", "czj.shenhe", "sjj.shenji", "kangle.jingban", "sfj.jingban"):
        client.force_login(User.objects.get(username=name))
        answers[name] = client.get(url).status_code
    assert answers == {
        "mzj.lingdao": 200,
        "czj.shenhe": 200,
        "sjj.shenji": 200,
        "kangle.jingban": 404,
        "sfj.jingban": 404,
    }
