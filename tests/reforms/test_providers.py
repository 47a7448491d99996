"""A provider under a new name: the register gets another entry, the code stays, the old name still finds it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from accounts import demo as people
from accounts.models import Reform
from providers import demo
from providers.models import Provider
from providers.register import entries, row_of
from tests.reforms.conftest import BASIS, scan
from workflow.clock import legal_now, set_legal_now
from workflow.engine import create, execute
from workflow.obstacles import Refused

OLD, NEW = "长春市朝晖养老服务中心", "长春市朝晖社会服务中心"


def proposed(name: str = NEW, who: str = "zhaohui.faren", **values) -> Reform:
    actor = people.actor(who)
    data = {
        **BASIS,
        "organisation": people.organisation("zhaohui"),
        "scan": [scan(actor)],
        "name": name,
        **values,
    }
    return create(Reform, "rename", actor, data).subject


@pytest.fixture
def renamed(world) -> Provider:
    provider = demo.approved("zhaohui")
    set_legal_now(legal_now() + timedelta(days=1))
    execute(proposed(), "confirm", people.actor("shzz.jianguan"))
    return Provider.objects.get(pk=provider.pk)


def test_its_registration_authority_decides_and_the_register_says_so(renamed) -> None:
    entry = entries().get(subject_id=renamed.pk)
    row = row_of(entry)
    assert str(row["name"]) == NEW
    assert people.organisation("zhaohui").code in str(row)
    assert entry.title.endswith(NEW)


def test_earlier_entry_keeps_the_earlier_name_and_finds_the_later_one(renamed, client: Client) -> None:
    page = client.get("/providers/", {"q": OLD}).content.decode()
    assert NEW in page and OLD not in page.replace(f'value="{OLD}"', "")


@pytest.mark.parametrize("who", ["czj.juzhang", "scjg.jianguan", "zhaohui.faren"])
def test_nobody_else_decides(world, who: str) -> None:
    demo.approved("zhaohui")
    with pytest.raises(Refused):
        execute(proposed(), "confirm", people.actor(who))


def test_a_provider_renames_itself_alone(world) -> None:
    demo.approved("zhaohui")
    with pytest.raises(Refused):
        proposed(who="kangle.faren")
    with pytest.raises(Refused):
        proposed(who="zhaohui.jingban")


def test_providers_of_a_renamed_authority_stay_with_it(world) -> None:
    provider = demo.approved("zhaohui")
    world.renamed("shzz", "长春市社会组织管理中心")
    assert str(Provider.objects.get(pk=provider.pk).regulator) == "长春市社会组织管理中心"
