"""Whoever comes too late reads where the matter stands now, what was done last, by whom and when, and loses nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import User
from procurement import demo
from procurement.models import IncreaseRequest
from workflow.engine import execute

WHY = "已从其他渠道解决。"


@pytest.fixture
def refused(city) -> IncreaseRequest:
    """A request that finance has refused while the unit's page for withdrawing it stood open."""
    asked = demo.increase_request(city.hand, city.line)
    return execute(asked, "refuse", city.actor("czj.shenhe"), reason="先从结余中调剂。").subject


def test_a_refused_step_says_what_was_done_last_and_where_to_look(refused, sign_in):
    client = sign_in("mzj.lingdao")
    address = reverse("procurement:increaserequest-withdraw", args=[refused.pk])
    answer = client.post(address, {"reason": WHY}, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "It is “Refused” now" in page
    assert "Last done: Refuse the increase, by Changchun Finance Bureau, " in page
    assert f'<a href="{refused.get_absolute_url()}">See how it stands</a>' in page
    assert WHY in page, "what was typed is still there"
    assert "先从结余中调剂。" not in page, "reasons are told where the history is"


def test_names_are_for_those_who_may_know_them(refused, sign_in):
    client = sign_in("czj.shenhe")
    address = reverse("procurement:increaserequest-refuse", args=[refused.pk])
    answer = client.post(address, {"reason": WHY}, headers={"accept-language": "en"})
    assert answer.context["moved"].by.endswith(f" · {User.objects.get(username='czj.shenhe').name}")


def test_the_page_itself_leads_back_and_says_the_state(refused, sign_in):
    address = reverse("procurement:increaserequest-withdraw", args=[refused.pk])
    answer = sign_in("mzj.lingdao").get(address, follow=True, headers={"accept-language": "en"})
    assert answer.redirect_chain[-1][0] == refused.get_absolute_url()
    assert "It is “Refused” now, and “Withdraw the request” can&#x27;t be done in that state." in (
        answer.content.decode()
    )
