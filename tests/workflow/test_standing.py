"""A deputy acts in the steps named, while the mandate runs, with both names on record and never across a person."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from core.actor import Mandate
from tests.sample.models import Paper
from tests.workflow.conftest import person
from workflow import clock, engine
from workflow.availability import available
from workflow.models import Duty, Event
from workflow.obstacles import Refusal, Refused
from workflow.standing import acting, may_be_deputised

pytestmark = pytest.mark.django_db
SUBMIT, GRANT = "sample.paper.submit", "sample.paper.grant"


def deputy_of(principal, *steps, days=(-1, 1), **changes):
    """A colleague without a role of their own who stands in for `principal`."""
    now = clock.legal_now()
    since, until = (now + timedelta(days=n) for n in days)
    mandate = Mandate(uuid4(), frozenset(steps), principal, since, until)
    colleague = replace(person(), organisation_id=principal.organisation_id)
    return replace(colleague, mandates=(mandate,), **changes)


def offered(paper, actor):
    return {option.step.id: option for option in available(paper, actor)}


def refusal(*args, **values):
    with pytest.raises(Refused) as caught:
        engine.execute(*args, **values)
    return caught.value


def test_the_event_names_the_deputy_and_the_one_represented(paper, writer):
    deputy = deputy_of(writer, SUBMIT)
    done = engine.execute(paper, "submit", deputy)
    content = Event.objects.get(uuid=done.event_id).content
    assert content["actor"]["user_id"] == str(deputy.user_id)
    assert content["actor"]["membership_id"] == str(deputy.membership_id)
    assert content["on_behalf_of"]["user_id"] == str(writer.user_id)
    assert content["deputyship"] == str(deputy.mandates[0].id)


def test_ones_own_right_comes_first(paper, writer):
    deputy = replace(deputy_of(writer, SUBMIT), roles=frozenset({"handler"}))
    done = engine.execute(paper, "submit", deputy)
    assert "on_behalf_of" not in Event.objects.get(uuid=done.event_id).content


def test_only_the_steps_named(paper, writer, judge):
    assert refusal(paper, "submit", deputy_of(writer, GRANT)).kind is Refusal.ACTOR
    assert SUBMIT not in offered(paper, deputy_of(writer, GRANT))
    assert offered(paper, deputy_of(writer, SUBMIT))[SUBMIT].principal == writer


@pytest.mark.parametrize("days", [(-3, -1), (1, 3), (-3, 0)])
def test_only_while_the_mandate_runs(paper, writer, days):
    """Also where somebody was known to the portal before it ended."""
    deputy = deputy_of(writer, SUBMIT, days=days)
    assert SUBMIT not in offered(paper, deputy)
    assert refusal(paper, "submit", deputy).kind is Refusal.ACTOR


def test_only_in_the_unit_whose_subject_it_is(paper, writer):
    """The deputy acts in their own membership: a mandate opens no other organisation."""
    assert refusal(paper, "submit", deputy_of(writer, SUBMIT, organisation_id=uuid4())).kind is Refusal.ACTOR


def test_a_stand_in_hands_nothing_on(writer):
    mandate = deputy_of(writer, SUBMIT).mandates[0]
    assert mandate.stand_in(deputy_of(writer, GRANT)).mandates == ()


@pytest.mark.parametrize("how", ["hidden", "sealed", "personal", "lasting"])
def test_what_is_one_persons_own_or_lasts_never_passes(paper, writer, how):
    declared = Paper.steps()["submit"]
    assert may_be_deputised(declared)
    own = replace(declared, **{how: True})
    assert acting(own, writer, paper) is not None
    assert acting(own, deputy_of(writer, SUBMIT), paper) is None


def test_the_worklist_shows_what_waits_for_the_one_represented(paper, writer, judge):
    engine.execute(paper, "submit", writer)
    duties = Duty.objects.open().filter(role="reviewer")
    assert duties.for_actor(deputy_of(judge, GRANT)).count() == duties.for_actor(judge).count() == 1
    assert not duties.for_actor(deputy_of(judge, SUBMIT))
    duties.update(user_id=uuid4())
    assert not duties.for_actor(deputy_of(judge, GRANT)), "a colleague of the one represented handles it"
