"""A provider that becomes part of another one: its contracts go on there, what it was suspended for follows, and it
leaves the register with its history readable."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts import demo as people
from accounts.models import Membership, Message, Reform, User
from accounts.reforms import passing
from accounts.roles import Role
from accounts.telling import post
from contracts import demo
from contracts.models import Contract
from providers import demo as register
from providers.models import Provider
from providers.register import entries
from sourcing.models import OpenedBid, Tender
from sourcing.rules.bids import provider_stays_what_it_is
from tests.contracts import world
from tests.reforms.conftest import scan
from workflow import duties, outbox
from workflow.act import Act
from workflow.engine import create, execute
from workflow.models import Duty
from workflow.obstacles import Refused

ORDER = {
    "basis": "长民社准〔2026〕31号",
    "basis_title": "准予合并登记决定书",
    "effective_on": date(2026, 4, 1),
}
AWAY, HEIR = "chunhui", "kangle"


def proposed(away: str = AWAY, heir: str = HEIR) -> Reform:
    head = people.actor(f"{away}.faren")
    units = {"organisation": people.organisation(away), "keeper": people.organisation(heir)}
    return create(Reform, "merge", head, {**ORDER, **units, "scan": [scan(head)]}).subject


def merged(away: str = AWAY, heir: str = HEIR) -> Reform:
    reform = proposed(away, heir)
    execute(reform, "agree", people.actor(f"{heir}.faren"), takes_over=True)
    return execute(reform, "confirm", people.actor("shzz.jianguan")).subject


def said(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return " ".join(str(obstacle.text) for obstacle in refused.value.obstacles)


def entry(key: str) -> Provider:
    return Provider.objects.get(organisation=people.organisation(key))


@pytest.fixture
def both(city) -> None:
    for key in (AWAY, HEIR):
        register.approved(key)


def test_contracts_with_all_that_hangs_on_them_go_on_with_the_successor(city, both, running) -> None:
    report = demo.reported(city.hand, running)
    execute(report, "send_back", people.actor("mzj.jingban"), reason="缺少服务台账。")
    duty = Duty.objects.open().get(subject_id=report.pk)
    merged()
    heir, contract = people.organisation(HEIR), city.fresh(running)
    assert (contract.provider, contract.concluded_by) == (heir, people.organisation(AWAY))
    assert city.fresh(duty).organisation_id == heir.pk
    agent = people.actor("kangle.jingban")
    assert duties.may_do(city.fresh(duty), agent) and contract in Contract.objects.visible_to(agent)
    outbox.sweep(kinds=post.ALL)
    for name in ("mzj.jingban", "czj.shenhe"):
        told = Message.objects.filter(person__username=name, url=contract.get_absolute_url())
        assert any("康乐" in message.title and "春晖" in message.title for message in told), name


def test_files_of_the_merged_provider_are_read_by_the_successor_alone(city, both, contract) -> None:
    merged()
    opened = OpenedBid.objects.get(provider=people.organisation(AWAY))
    assert opened in OpenedBid.objects.visible_to(people.actor("kangle.jingban"))
    assert not OpenedBid.objects.visible_to(people.actor("zhaohui.jingban")).filter(pk=opened.pk)
    assert entry(AWAY) in Provider.objects.visible_to(people.actor("kangle.faren"))


def test_pages_and_papers_name_both(city, both, running, client: Client) -> None:
    merged()
    client.force_login(User.objects.get(username="mzj.jingban"))
    page = client.get(running.get_absolute_url()).content.decode()
    assert "长春市康乐居家养老服务中心" in page and "长春市春晖助残服务中心" in page


def test_the_database_takes_no_provider_that_succeeds_nobody(city, both, contract) -> None:
    rows = Contract.objects.filter(pk=contract.pk)
    with pytest.raises(DatabaseError, match="terms of contracts_contract are fixed"), transaction.atomic():
        rows.update(provider=people.organisation(HEIR))
    merged()
    with pytest.raises(DatabaseError, match="terms of contracts_contract are fixed"), transaction.atomic():
        rows.update(provider=people.organisation("zhaohui"))


def test_it_leaves_the_register_and_its_entry_leads_to_the_successor(city, both, client: Client) -> None:
    merged()
    ended = entry(AWAY)
    assert ended.state == Provider.State.MERGED
    page = client.get(reverse("providers:entry", args=[ended.pk])).content.decode()
    assert "长春市春晖助残服务中心" in page
    assert reverse("providers:entry", args=[entry(HEIR).pk]) in page and ORDER["basis"] in page
    found = client.get("/providers/", {"q": "春晖助残"}).content.decode()
    assert reverse("providers:entry", args=[ended.pk]) in found


def test_a_suspension_is_not_shed_by_merging(city, both) -> None:
    """Broken on purpose by script/mutants/merger-sheds-sanction."""
    execute(entry(AWAY), "suspend", people.actor("shzz.jianguan"), reason="虚报服务工单。")
    merged()
    heir = entry(HEIR)
    assert heir.state == Provider.State.SUSPENDED and "虚报服务工单" in heir.remark
    assert entries().get(subject_id=heir.pk).payload["entry"]["state"] == "suspended"


def test_the_successor_must_agree_and_nobody_else_can_for_it(city, both) -> None:
    reform = proposed()
    assert "康乐" in said(lambda: execute(reform, "confirm", people.actor("shzz.jianguan")))
    duty = Duty.objects.open().get(subject_id=reform.pk, organisation_id=people.organisation(HEIR).pk)
    assert duties.may_do(duty, people.actor("kangle.faren"))
    for name in ("chunhui.faren", "kangle.jingban", "shzz.jianguan", "czj.juzhang"):
        with pytest.raises(Refused):
            execute(reform, "agree", people.actor(name), takes_over=True)
    with pytest.raises(Refused):
        execute(reform, "agree", people.actor("kangle.faren"))
    execute(reform, "agree", people.actor("kangle.faren"), takes_over=True)
    assert city.fresh(duty).met_at is not None


def test_who_signed_for_the_old_one_does_not_sign_for_the_new_one(city, both) -> None:
    merged()
    head = Membership.objects.current().get(user__username="chunhui.faren")
    assert (head.organisation, head.roles) == (people.organisation(HEIR), [Role.PROVIDER_AGENT])


def test_a_contract_that_is_won_is_signed_first(city, both) -> None:
    register.approved("zhaohui")
    text = said(lambda: merged("zhaohui"))
    assert city.award.tender.title in text


def test_a_successor_outside_of_the_register_takes_over_nothing(city) -> None:
    register.approved(AWAY)
    register.registered(HEIR)
    with pytest.raises(Refused):
        merged()


def test_a_provider_does_not_split_and_is_told_what_to_do(city, both, client: Client) -> None:
    register.approved("zhaohui")
    head, units = people.actor("chunhui.faren"), [people.organisation(k) for k in (HEIR, "zhaohui")]
    values = {**ORDER, "organisation": people.organisation(AWAY), "heirs": units, "keeper": units[0]}
    text = said(lambda: create(Reform, "split", head, {**values, "scan": [scan(head)]}))
    assert "67" in text
    client.force_login(User.objects.get(username="chunhui.faren"))
    assert "67" in client.get(reverse("accounts:reform-split")).content.decode()


@pytest.fixture
def bidding(city, both) -> Tender:
    """A bid of the provider that is under seal still."""
    return world.sealed_bid_of(city, AWAY)


def test_a_bid_under_seal_stays_and_nobody_else_learns_of_it(city, bidding) -> None:
    assert bidding.title in said(proposed)
    away, heir = people.organisation(AWAY), people.organisation(HEIR)
    told = [str(o.text) for share in passing.shares() for o in share.hindrances(away, [heir])]
    assert told and not any(bidding.title in text for text in told)


def test_whoever_is_about_to_end_bids_no_more(city, both) -> None:
    reform = proposed()
    act = Act(None, None, people.actor("chunhui.jingban"), city.award.announced_at)
    (found,) = provider_stays_what_it_is(act)
    assert found.mend.url == reform.get_absolute_url()
    assert not list(provider_stays_what_it_is(Act(None, None, people.actor("kangle.jingban"), act.now)))


def test_a_company_does_not_become_part_of_a_social_organisation(city, both) -> None:
    register.approved("songhe")
    with pytest.raises(Refused) as refused:
        proposed("songhe", HEIR)
    assert set(refused.value.errors) == {"keeper"}
