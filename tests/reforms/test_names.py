"""A unit under a new name: what was made before shows the old one, and whoever searches for it finds the unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from accounts import demo as people
from accounts import history
from accounts.models import Organisation, OrganisationName
from accounts.reforms import names
from portal.search import results
from procurement import demo
from procurement.models import BudgetTable
from tests import people as test_people
from workflow.engine import execute
from workflow.models import Event
from workflow.obstacles import Refused

NEW, NEW_EN = "长春市民政和社会服务局", "Changchun Civil and Social Affairs Bureau"
OLD = "长春市民政局"


def test_what_was_done_before_bears_the_name_of_then(world, legal_time) -> None:
    table = BudgetTable.objects.get()
    demo.publish_budget(world.hand)
    legal_time("2026-03-09T10:00+08:00")
    world.renamed("mzj", NEW, NEW_EN, effective_on=date(2026, 3, 9))
    (before,) = [mark for mark in history.of_subjects([table]) if mark.by != "门户"][:1]
    assert before.by == OLD
    legal_time("2026-03-10T10:00+08:00")
    world.hand.do(world.line, "increase", people.actor("czj.shenhe"), amount=1000, approval_number="x")
    demo.publish_budget(world.hand)
    assert history.of_subjects([table])[0].by == NEW


def test_the_name_on_each_day(world) -> None:
    world.renamed("mzj", NEW, NEW_EN, effective_on=date(2026, 2, 1))
    world.renamed("mzj", "长春市民政厅", effective_on=date(2026, 3, 1))
    unit = world.unit("mzj")
    with pytest.raises(Refused, match="2026年3月1日"):
        world.propose("rename", "mzj", name="长春市民政部", effective_on=date(2026, 2, 20))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [names.at(unit, day) for day in days] == [OLD, NEW, NEW, "长春市民政厅"]
    with override("en"):
        assert names.at(unit, date(2026, 2, 1)) == NEW_EN
    assert OLD in names.formerly(unit) and NEW in names.formerly(unit)


def test_recorded_name_is_read_in_the_readers_language(world) -> None:
    world.renamed("mzj", NEW, NEW_EN)
    assert names.in_language(OLD) == OLD
    with override("en"):
        assert names.in_language(OLD) == "Changchun Civil Affairs Bureau"
        assert names.in_language(NEW) == NEW_EN
        assert names.in_language("某某单位") == "某某单位"
        assert names.in_language("") == ""


def test_both_names_stand_in_the_event_and_the_code_stays(world) -> None:
    code = world.unit("mzj").code
    reform = world.renamed("mzj", NEW)
    event = Event.objects.filter(subject_id=reform.pk, step="confirm", outcome="done").get()
    facts = event.content["facts"]
    assert (facts["before"], facts["after"], facts["basis"]) == (OLD, NEW, "长编发〔2026〕3号")
    assert world.unit("mzj").code == code


def test_old_name_leads_to_the_unit_everywhere(world, client: Client) -> None:
    project = demo.draft_project(world.hand, title="为老服务")
    demo.publish_budget(world.hand)
    world.renamed("mzj", NEW)
    found = results(OLD, people.actor("mzj.jingban"))
    assert [str(hit.title) for hit in found["purchasers"]] == [NEW]
    assert [str(hit.title) for hit in found["units"]] == [NEW]
    assert [hit.title for hit in found["projects"]] == [str(project)]
    assert found["notice_count"] >= 1, "the notice was published under the old name"
    page = client.get("/search/", {"q": OLD}).content.decode()
    assert NEW in page and "曾用名" in page
    assert OLD in names.formerly_known(Organisation.objects.prefetch_related("former_names").get(name=NEW))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_page_of_the_unit_names_both(world, client: Client, language: str) -> None:
    world.renamed("mzj", NEW, NEW_EN)
    client.cookies["django_language"] = language
    page = client.get(world.unit("mzj").get_absolute_url()).content.decode()
    shown = (NEW_EN, "Changchun Civil Affairs Bureau") if language == "en" else (NEW, OLD)
    assert not [name for name in (*shown, "长编发〔2026〕3号") if name not in page]


def test_providers_have_no_such_page(world, client: Client) -> None:
    provider = test_people.organisation("provider")
    assert client.get(provider.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": OLD, "name_en": "Changchun Civil Affairs Bureau"}, "该单位已经使用此名称"),
        ({"name": OLD, "name_en": "Civil Affairs"}, "该单位已经使用此名称"),
        ({"name": "长春市司法局"}, "已有单位使用此名称"),
        ({"name": NEW, "effective_on": date(1999, 11, 29)}, "最早2023年"),
        ({"name": NEW, "effective_on": date(2031, 1, 1)}, "2027年以后"),
    ],
)
def test_name_must_be_new_and_free_and_its_day_near(world, values, words) -> None:
    with pytest.raises(Refused) as refused:
        world.propose("rename", "mzj", **values)
    (found,) = refused.value.obstacles
    assert words in str(found.text) and found.field == (
        "effective_on" if "effective_on" in values else "name"
    )


def test_it_waits_for_its_day(world) -> None:
    reform = world.propose("rename", "mzj", name=NEW, effective_on=date(2026, 4, 1))
    with pytest.raises(Refused) as refused:
        world.confirm(reform)
    assert "2026年4月1日" in str(refused.value.obstacles[0].text)
    assert not OrganisationName.objects.exists()


def test_who_proposes_does_not_confirm(world) -> None:
    reform = world.propose("rename", "mzj", who="czj.juzhang", name=NEW)
    with pytest.raises(Refused) as refused:
        world.confirm(reform)
    assert refused.value.obstacles[0].rule == "A7.12"


def test_refused_and_withdrawn_leave_everything_as_it_is(world) -> None:
    head, reviewer = people.actor("czj.juzhang"), people.actor("czj.shenhe")
    execute(world.propose("rename", "mzj", name=NEW), "refuse", head, reason="文件尚未生效")
    execute(world.propose("rename", "mzj", name=NEW), "withdraw", reviewer)
    assert str(world.unit("mzj")) == OLD


@pytest.mark.parametrize("who", ["mzj.lingdao", "ngcz.juzhang", "scjg.jianguan", "sjj.shenji"])
def test_others_decide_nothing(world, who: str) -> None:
    reform = world.propose("rename", "mzj", name=NEW)
    with pytest.raises(Refused):
        world.confirm(reform, who)
