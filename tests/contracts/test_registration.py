"""A registration that was suspended or ran out stands at the running contract; it neither ends nor stops it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import demo as people
from contracts import demo
from providers import demo as providers
from providers.models import Provider
from tests.contracts import world
from workflow.clock import legal_date
from workflow.engine import execute

READERS = ("mzj.jingban", "mzj.lingdao", "czj.shenhe", "czj.guoku", "sjj.shenji")


@pytest.fixture
def registered(city, running) -> Provider:
    """The provider of the running contract, on the register."""
    return providers.approved("chunhui")


def shown(client, subject, who: str) -> str:
    world.sign_in(client, who)
    return client.get(subject.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", READERS)
def test_a_suspended_registration_stands_at_the_contract_and_its_payments(
    city, running, registered, client, who
):
    row = running.plan_rows.get(condition="progress")
    payment = demo.requested(city.hand, running, row, Decimal("100000.00"))
    entry = reverse("providers:entry", args=[registered.pk])
    assert all(entry not in shown(client, subject, who) for subject in (running, payment))
    execute(registered, "suspend", people.actor("shzz.jianguan"), reason="年检不合格")
    for subject in (running, payment):
        page = shown(client, subject, who)
        assert f'href="{entry}"' in page and f"{running.provider}的登记已暂停" in page
    assert demo.approved(city.hand, payment).state == "with_finance", "what was performed is paid"


def test_so_does_one_that_has_run_out(city, running, registered, client):
    city.later(days=(registered.valid_until - legal_date() + timedelta(days=1)).days)
    page = shown(client, running, "mzj.jingban")
    assert f"{running.provider}的登记已于" in page and "到期" in page


def test_a_contract_that_is_over_warns_of_nobody(city, running, registered, client):
    execute(registered, "suspend", people.actor("shzz.jianguan"), reason="年检不合格")
    given = {"ground": "public_interest", "reason": "继续履行将损害公共利益"}
    execute(running, "terminate", city.actor("mzj.lingdao"), given)
    assert reverse("providers:entry", args=[registered.pk]) not in shown(client, running, "mzj.jingban")
