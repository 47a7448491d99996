"""What the pages of sign-off say: who is to sign now, what was filled in, and that a thing has come to its end."""

from __future__ import annotations

import pytest

from accounts import demo as people
from accounts.models import User
from tests.signoff.world import CHIEF, FINANCE, HANDLER, member, station, unit
from workflow.engine import execute

GRANT = "procurement.project.grant"


@pytest.fixture
def shown(client):
    def get(who: str, url: str) -> str:
        client.force_login(User.objects.get(username=who))
        return client.get(url, headers={"accept-language": "en"}).content.decode()

    return get


def test_the_list_says_for_whom_each_waits(world, shown):
    world.chain(station(1, member(CHIEF)), station(2, unit("sfj"), "joint"))
    circulation = world.send(world.presented())
    assert "Waits for: 吴迪 监督验收" in shown(HANDLER, "/sign-off/")
    world.sign(circulation, CHIEF)
    assert "Waits for: Changchun Justice Bureau" in shown(HANDLER, "/sign-off/")


def test_amounts_stand_as_everywhere(world, shown):
    world.chain(station(1, "role:finance_head"), step=GRANT, who=FINANCE)
    project = world.submitted()
    typed = {"amount": "5000", "decision_number": "长财采〔2026〕1号"}
    circulation = world.send(project, "grant", "czj.shenhe", **typed)
    page = shown("czj.shenhe", circulation.get_absolute_url())
    assert "5,000.00" in page and ">5000<" not in page


def test_the_history_tells_what_people_did(world, shown):
    world.chain(station(1, member(CHIEF)))
    circulation = world.send(world.presented())
    page = shown(HANDLER, circulation.get_absolute_url())
    assert "Send round for sign-off" in page
    assert "Named in the chain" not in page and "Goes on to the next" not in page


def test_what_is_withdrawn_waits_for_nobody(world, shown):
    world.chain()
    circulation = world.send(world.presented())
    execute(circulation, "withdraw", people.actor(HANDLER))
    assert "Nothing is left to do" in shown(HANDLER, circulation.get_absolute_url())


def test_what_a_way_of_signing_demands_is_not_called_optional(world, shown):
    world.chain(station(1, member(CHIEF), "joint"))
    signature = world.send(world.presented()).signatures.get()
    page = shown(CHIEF, f"/sign-off/signatures/{signature.pk}/sign/")
    opinion = page[page.index('<label for="id_opinion"') :]
    assert "optional" not in opinion[: opinion.index("</label>")]
