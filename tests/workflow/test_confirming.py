"""Grave steps ask for a confirmation that it is really oneself: `execute` does, whoever calls it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from core import wall
from core.actor import ANONYMOUS, system, token_holder
from workflow import clock, engine, registry
from workflow.act import Channel
from workflow.availability import available
from workflow.models import Event
from workflow.obstacles import Refused
from workflow.paper import Evidence

pytestmark = pytest.mark.django_db
GRAVE = {
    "accounts.identity.cut",
    "accounts.identity.link",
    "accounts.postchange.give",
    "accounts.postchange.take_on",
    "accounts.reform.agree",
    "accounts.reform.confirm",
    "contracts.contract.countersign",
    "contracts.contract.sign",
    "contracts.payment.agree",
    "contracts.payment.approve",
    "contracts.payment.approve_to_authority",
    "contracts.payment.disburse",
    "contracts.payment.endorse",
    "contracts.supplement.countersign",
    "contracts.supplement.sign",
    "corrections.correction.confirm",
    "procurement.budgetline.adjust",
    "procurement.yearclosing.close",
    "rulebook.calendaryear.decide",
    "rulebook.logexport.export",
    "rulebook.parameterchange.decide",
    "rulebook.parameterchange.end",
    "rulebook.parameterchange.propose",
    "sourcing.tender.award_contract",
    "sourcing.tender.contribute",
}
"""Posts given, bids opened, the award decided, signatures, money, a closed year, parameters, the log taken away
(ASVS 7.5.3)."""


EVIDENCE = Evidence(SimpleNamespace(digest="0" * 64), "停电，改为纸质办理。")
"""All that an act on paper asks for, so that nothing but the confirmation is missing."""


def minutes(actor, left):
    return replace(actor, confirmed_until=wall.now() + timedelta(minutes=left))


@pytest.fixture
def submitted(paper, writer):
    return engine.execute(paper, "submit", writer).subject


def test_exactly_these_steps_are_grave():
    steps = registry.lifecycles.all_steps()
    assert {s.id for s in steps if s.grave and not s.model.__module__.startswith("tests.")} == GRAVE


@pytest.mark.parametrize("channel", list(Channel))
def test_nobody_takes_a_grave_step_unconfirmed_by_any_channel(submitted, judge, channel):
    shown = {"evidence": EVIDENCE, "occurred_at": clock.legal_now()} if channel is Channel.PAPER else {}
    for actor in (judge, minutes(judge, -1)):
        with pytest.raises(Refused) as refused:
            engine.execute(submitted, "shred", actor, channel=channel, **shown)
        assert [o.is_confirmation for o in refused.value.obstacles] == [True]
        assert "/accounts/confirm/?next=" in refused.value.obstacles[0].mend.url
    assert not Event.objects.filter(step="shred", outcome="done").exists()
    assert Event.objects.filter(step="shred", outcome="refused").count() == 2


def test_confirmed_shortly_before_it_is_done_and_other_steps_never_ask(submitted, judge):
    engine.execute(submitted, "shred", minutes(judge, 1))
    engine.execute(submitted, "grant", judge, amount="5.00")
    assert Event.objects.filter(step="shred", outcome="done").count() == 1


def test_it_is_asked_for_last_so_that_nobody_confirms_in_vain(submitted, judge):
    type(submitted)._base_manager.filter(pk=submitted.pk).update(pages=0)
    with pytest.raises(Refused) as refused:
        engine.execute(submitted, "shred", judge)
    assert refused.value.rules == {"A4.1"}


def test_its_button_is_open_before_one_has_confirmed(submitted, judge):
    assert all(option.is_open for option in available(submitted, judge))


def test_the_portal_itself_needs_no_confirmation_and_others_never_have_one(submitted):
    assert system("task").is_confirmed
    assert not ANONYMOUS.is_confirmed
    assert not token_holder("survey:1").is_confirmed
    engine.execute(submitted, "shred", system("task"))


def test_events_say_nothing_of_when_somebody_confirmed(submitted, judge):
    done = engine.execute(submitted, "shred", minutes(judge, 1))
    assert "confirmed_until" not in Event.objects.get(uuid=done.event_id).body
