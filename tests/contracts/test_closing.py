"""A project is closed when its money has gone where it was promised, or somebody says why not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import User
from contracts import demo
from contracts.models import Payment
from contracts.pages import actions
from core.actor import system
from workflow.availability import offer
from workflow.engine import execute
from workflow.obstacles import Refused

HEAD = "mzj.lingdao"


@pytest.fixture
def evaluated(city, delivered):
    """The service is accepted and judged; of the money nothing has been paid."""
    demo.accepted(city.hand, delivered)
    execute(
        city.fresh(delivered.project), "record_evaluation", system("test"), {"score": "88", "grade": "良"}
    )
    return city.fresh(delivered)


def close(city, contract, why=""):
    overrides = {"PAY-1": why} if why else None
    return execute(city.fresh(contract.project), "close", city.actor(HEAD), {}, overrides=overrides).subject


def against(city, contract, why=""):
    with pytest.raises(Refused) as refused:
        close(city, contract, why)
    return refused.value


def page_of(client, subject):
    client.force_login(User.objects.get(username=HEAD))
    return client.get(subject.get_absolute_url()).content.decode()


def asked(city, contract, amount, condition="accepted"):
    return demo.requested(city.hand, contract, contract.plan_rows.get(condition=condition), Decimal(amount))


def test_a7_13_money_that_was_asked_for_or_approved_is_paid_first(city, evaluated):
    payment = asked(city, evaluated, "40000.00")
    refusal = against(city, evaluated, why="尾款不再支付")
    assert refusal.rules == {"A7.13"}
    assert refusal.obstacles[0].mend.url == payment.get_absolute_url()
    demo.agreed(city.hand, payment)
    assert against(city, evaluated, why="尾款不再支付").rules == {"A7.13"}


def test_pay_1_what_is_left_unpaid_needs_a_reason(city, evaluated):
    demo.paid(city.hand, asked(city, evaluated, "40000.00"))
    refusal = against(city, evaluated)
    assert refusal.rules == {"PAY-1"}
    assert "460,000.00" in str(refusal.obstacles[0].text)
    assert close(city, evaluated, why="按合同约定扣减，双方已确认。").state == "closed"


def test_a_project_that_has_paid_all_is_closed_at_once(city, evaluated, client):
    assert "目前最多可付到" in page_of(client, evaluated)
    for row in evaluated.plan_rows.all():
        demo.paid(city.hand, demo.requested(city.hand, city.fresh(evaluated), row, row.amount))
    paid, agent = city.fresh(evaluated), city.actor("chunhui.jingban")
    assert paid.paid == evaluated.total
    assert Payment not in [type(offered.subject) for offered in actions.offers(paid, agent)]
    (nothing_left,) = offer(Payment(contract=paid), "request", agent).obstacles
    assert nothing_left.rule == "PAY-1"
    for subject in (paid, paid.payments.first(), paid.project):
        assert "目前最多可付" not in (page := page_of(client, subject)) and "目前可付限额" not in page
    assert close(city, evaluated).state == "closed"


def test_the_page_says_it_before_anybody_presses(city, evaluated, client):
    payment = asked(city, evaluated, "40000.00")
    client.force_login(User.objects.get(username=HEAD))
    address = reverse("procurement:project-close", args=[evaluated.project_id])
    page = client.get(address, headers={"accept-language": "en"})
    assert f"Not paid yet: Payment {payment.number} under" in page.content.decode()
