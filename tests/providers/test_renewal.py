"""A registration ends on its day, is renewed before or after it, and is nowhere shown as standing when it is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import demo as people
from accounts.models import User
from core import dates
from disclosure.models import Notice
from providers import demo, services
from providers.models import Provider
from providers.register import entries, standing_of
from providers.tasks import call_for_renewals
from workflow import clock
from workflow.engine import execute
from workflow.models import Duty
from workflow.obstacles import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
END = date(2026, 12, 31)
OPENS = date(2026, 11, 1)
OWN, REGULATOR = "kangle.faren", "shzz.jianguan"


def go_to(day: date) -> None:
    clock.set_legal_now(datetime(day.year, day.month, day.day, 10, 0, tzinfo=clock.SHANGHAI))


@pytest.fixture
def provider() -> Provider:
    return demo.approved("kangle", until=END)


def ask(provider: Provider, **data) -> Provider:
    return execute(provider, "ask_renewal", people.actor(OWN), {**demo.renewal("kangle"), **data}).subject


def renew(provider: Provider, until: date = date(2030, 12, 31)) -> Provider:
    data = {"basis": "长民组〔2027〕3号", "valid_until": until}
    return execute(provider, "renew", people.actor(REGULATOR), data).subject


def refused(act, *given, **data) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*given, **data)
    return caught.value.rules


def duties(provider: Provider, step: str):
    return Duty.objects.open().filter(subject_id=provider.pk, step=f"providers.provider.{step}")


def page(username: str, address: str, **headers) -> str:
    client = Client(headers=headers)
    client.force_login(User.objects.get(username=username))
    return client.get(address).content.decode()


# When


def test_it_is_applied_for_from_sixty_days_before_the_end(provider):
    go_to(OPENS - timedelta(days=1))
    assert refused(ask, provider) == {"qualification.renew_from"}
    go_to(OPENS)
    assert ask(provider).renewal_asked_at is not None


def test_its_own_page_offers_it_from_that_day_on_and_says_so_before(provider):
    go_to(OPENS - timedelta(days=1))
    before = page(OWN, provider.get_absolute_url())
    assert "/ask-renewal/" not in before and "2026年11月1日" in before
    go_to(OPENS)
    assert "/ask-renewal/" in page(OWN, provider.get_absolute_url())


def test_whoever_comes_after_the_end_comes_back_on_the_register(provider):
    go_to(END + timedelta(days=90))
    assert not services.approved(provider.organisation_id, clock.legal_date())
    renewed = renew(ask(provider))
    assert renewed.valid_until == date(2030, 12, 31)
    assert services.approved(provider.organisation_id, clock.legal_date())


def test_what_has_no_end_needs_no_renewal():
    endless = demo.registered("yixin")
    execute(endless, "approve", people.actor(REGULATOR), {"basis": "长民组〔2026〕8号"})
    with pytest.raises(Refused):
        execute(endless, "ask_renewal", people.actor("yixin.faren"), demo.renewal("yixin"))


def test_it_is_applied_for_once_at_a_time(provider):
    go_to(OPENS)
    asked = ask(provider)
    with pytest.raises(Refused):
        ask(asked)


# Reminding


def test_the_provider_is_called_on_once_and_finds_the_day_on_its_worklist(provider):
    go_to(OPENS - timedelta(days=1))
    assert call_for_renewals() == 0
    go_to(OPENS)
    assert call_for_renewals() == 1 and call_for_renewals() == 0
    duty = duties(provider, "ask_renewal").get()
    assert duty.organisation_id == provider.organisation_id
    assert duty.due_at == dates.end_of(END)
    ask(provider)
    assert not duties(provider, "ask_renewal").exists()


def test_whoever_applied_uncalled_is_not_called(provider):
    go_to(OPENS)
    ask(provider)
    assert call_for_renewals() == 0


def test_after_a_renewal_the_next_end_is_called_for_anew(provider):
    go_to(OPENS)
    call_for_renewals()
    renew(ask(provider), until=date(2027, 12, 31))
    assert call_for_renewals() == 0
    go_to(date(2027, 11, 15))
    assert call_for_renewals() == 1


# Deciding


def test_the_regulator_decides_within_the_period_of_an_approval(provider):
    go_to(OPENS)
    asked = ask(provider)
    duty = duties(asked, "renew").get()
    assert (duty.rule, duty.organisation_id) == ("qualification.decide", asked.regulator_id)
    assert duty.due_at is not None
    renewed = renew(asked)
    assert not duties(renewed, "renew").exists()
    assert entries().get(subject_id=provider.pk).payload["providers"][0]["valid_until"] == "2030-12-31"
    assert Notice.objects.filter(kind="AN-19", subject_id=provider.pk).count() == 2


def test_nothing_is_renewed_that_was_not_asked_for(provider):
    go_to(OPENS)
    with pytest.raises(Refused):
        renew(provider)


@pytest.mark.parametrize("until", [END, date(2026, 11, 30)])
def test_the_new_term_ends_later_than_the_old_one(provider, until):
    go_to(OPENS)
    assert refused(renew, ask(provider), until) == {"A7.11"}


def test_a_new_term_that_is_over_already_is_none(provider):
    go_to(END + timedelta(days=90))
    assert refused(renew, ask(provider), END + timedelta(days=30)) == {"A7.11"}


def test_proof_is_brought_up_to_date_with_it():
    provider = demo.approved("kangle", until=END, elg_4_until=date(2026, 6, 30))
    go_to(OPENS)
    assert refused(ask, provider) == {"ELG-4"}
    fresh = {
        "elg_4_files": [demo.paper(people.actor(OWN), "信用查询结果.pdf")],
        "elg_4_until": date(2028, 6, 30),
    }
    assert renew(ask(provider, **fresh)).valid_until == date(2030, 12, 31)


def test_a_refusal_says_why_and_can_be_mended(provider):
    go_to(OPENS)
    asked = ask(provider)
    back = execute(asked, "refuse_renewal", people.actor(REGULATOR), reason="年检结论不清").subject
    assert (back.state, back.remark, back.renewal_asked_at) == ("approved", "年检结论不清", None)
    assert back.valid_until == END and duties(back, "ask_renewal").exists()
    assert "年检结论不清" in page(OWN, back.get_absolute_url())
    assert renew(ask(back)).remark == ""


def test_a_suspended_provider_is_refused_but_not_renewed(provider):
    go_to(OPENS)
    asked = execute(ask(provider), "suspend", people.actor(REGULATOR), reason="列入异常名录").subject
    with pytest.raises(Refused):
        renew(asked)
    refusal = execute(asked, "refuse_renewal", people.actor(REGULATOR), reason="暂停期间不予延续").subject
    assert (refusal.state, refusal.remark) == ("suspended", "列入异常名录")
    assert not duties(refusal, "renew").exists()


@pytest.mark.parametrize("username", [OWN, "scjg.jianguan", "czj.shenhe"])
def test_only_the_own_regulator_renews(provider, username):
    go_to(OPENS)
    asked = ask(provider)
    with pytest.raises(Refused):
        execute(asked, "renew", people.actor(username), {"basis": "x", "valid_until": date(2030, 1, 1)})


# What is said when it is over


def test_nobody_reads_that_an_expired_provider_is_on_the_register(provider):
    addresses = {
        "register": reverse("providers:register"),
        "entry": reverse("providers:entry", args=[provider.pk]),
        "own": provider.get_absolute_url(),
        "all": reverse("providers:providers"),
    }
    for day, said, unsaid in (
        (END, "已列入名录", "已到期"),
        (END + timedelta(days=1), "已到期", "已列入名录"),
    ):
        go_to(day)
        for name, address in addresses.items():
            text = page(REGULATOR, address).partition("<main")[2].replace(f">{unsaid}</option>", "")
            assert said in text, (day, name)
            assert unsaid not in text, (day, name)
    assert standing_of(entries().get(subject_id=provider.pk), clock.legal_date()) == "expired"


@pytest.mark.parametrize(("state", "found"), [("approved", False), ("expired", True)])
def test_the_list_is_narrowed_as_it_reads(provider, state, found):
    go_to(END + timedelta(days=1))
    text = page(REGULATOR, f"{reverse('providers:providers')}?state={state}")
    assert (provider.get_absolute_url() in text) is found


def test_an_expired_provider_that_is_suspended_and_reinstated_is_published_as_expired(provider):
    execute(provider, "suspend", people.actor(REGULATOR), reason="列入异常名录")
    go_to(END + timedelta(days=1))
    execute(Provider.objects.get(), "reinstate", people.actor(REGULATOR), reason="已移出名录")
    assert "已到期" in str(entries().get(subject_id=provider.pk).payload["providers"][0]["status"])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_a_renewal_open(provider, language):
    go_to(END + timedelta(days=1))
    assert "2026" in page(OWN, provider.get_absolute_url(), accept_language=language)
    assert "declared" in page(OWN, reverse("providers:provider-ask-renewal", args=[provider.pk]))
    ask(provider)
    for step in ("renew", "refuse-renewal"):
        assert "<form" in page(REGULATOR, reverse(f"providers:provider-{step}", args=[provider.pk]))


def test_what_is_withdrawn_waits_for_nobody_and_can_be_applied_for_again(provider):
    """The authority's duty ends, the provider's own begins again, with the end of the term as its day."""
    go_to(OPENS)
    asked = ask(provider)
    back = execute(asked, "withdraw_renewal", people.actor(OWN), reason="评估等级证书即将换发").subject
    assert back.renewal_asked_at is None and back.state == Provider.State.APPROVED
    assert not duties(back, "renew")
    assert duties(back, "ask_renewal").get().due_at == back.ends_at
    assert refused(renew, back) == set()
    assert ask(back).renewal_asked_at is not None


def test_nobody_else_withdraws_it(provider):
    go_to(OPENS)
    asked = ask(provider)
    for name in (REGULATOR, "zhaohui.faren"):
        with pytest.raises(Refused):
            execute(asked, "withdraw_renewal", people.actor(name))
