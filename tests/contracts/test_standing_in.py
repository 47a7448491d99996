"""A deputy never reaches across a separation of duties: neither by what they did themselves, nor by what the one
represented did (A7.12)."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from core.actor import Mandate
from tests.contracts.test_payments import HANDLER, asked
from workflow import clock
from workflow.engine import execute
from workflow.models import Event
from workflow.obstacles import Refused

pytestmark = pytest.mark.django_db
HEAD, COLLEAGUE = "mzj.lingdao", "mzj.kaibiao"
STEPS = frozenset({"contracts.payment.verify", "contracts.payment.approve"})


def standing_in(city, deputy, principal):
    now = clock.legal_now()
    lasts = timedelta(days=5)
    mandate = Mandate(uuid4(), STEPS, city.actor(principal), now - lasts, now + lasts)
    return replace(city.actor(deputy), mandates=(mandate,))


def test_the_deputy_verifies_and_both_answer_for_it(city, running):
    payment = asked(city, running, "100000.00")
    deputy = standing_in(city, COLLEAGUE, HANDLER)
    done = execute(payment, "verify", deputy, opinion="已核对")
    content = Event.objects.get(uuid=done.event_id).content
    assert content["on_behalf_of"]["user_id"] == str(city.actor(HANDLER).user_id)

    for who in (standing_in(city, COLLEAGUE, HEAD), standing_in(city, HANDLER, HEAD)):
        with pytest.raises(Refused) as refused:
            execute(done.subject, "approve", who)
        assert refused.value.rules == {"A7.12"}
    assert execute(done.subject, "approve", city.actor(HEAD)).subject.state == "with_finance"


def test_nobody_acts_for_a_colleague_who_did_the_other_duty(city, running):
    """The head verified it once; whoever stands in for the head can't approve it either."""
    payment = asked(city, running, "100000.00")
    both = city.actor(HEAD).with_roles("handler", "head")
    payment = execute(payment, "verify", both, opinion="已核对").subject
    with pytest.raises(Refused) as refused:
        execute(payment, "approve", standing_in(city, COLLEAGUE, HEAD))
    (obstacle,) = refused.value.obstacles
    assert obstacle.rule == "A7.12"
    assert User.objects.get(pk=both.user_id).name in obstacle.text, "it says who did the other duty"
