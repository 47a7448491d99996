"""A load that is cut off anywhere is taken up where it was: nothing is done twice, nothing is left out."""

import itertools
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from accounts.demo import PROVIDERS
from portal.demo import city, registering
from portal.demo.specs import Fate, at
from workflow import engine
from workflow.clock import set_legal_now
from workflow.models import Event
from workflow.play import perform

pytestmark = pytest.mark.django_db
SPEC = at(Fate.EVALUATED).moved(0)
ACTS_BEFORE_A_CUT = 47
MOST_CUTS = 9


class Cut(Exception):
    """The power goes."""


def openings():
    """The groundwork, a budget, and one project with everything up to a published review."""
    wanted = {"groundwork", f"budget-{SPEC.year}", f"project-{SPEC.key}"}
    return [opening for opening in city.openings(0) if opening[1] in wanted]


def play_all():
    city.people.build()
    perform(openings(), until=city.BEGINS + timedelta(days=500))


def done():
    """What was done, how often."""
    return Counter(Event.objects.filter(outcome="done").values_list("subject_type", "step"))


def played_undisturbed():
    """In a transaction that is taken back."""
    with transaction.atomic():
        play_all()
        found = done()
        transaction.set_rollback(True)
    return found


def test_a_story_that_is_cut_again_and_again_comes_out_the_same(monkeypatch):
    monkeypatch.setattr(city, "PURCHASERS", [SPEC.purchaser])
    others = {key for key, *_ in PROVIDERS} - set(SPEC.bidders)
    monkeypatch.setattr(registering, "NEWCOMERS", others)
    set_legal_now(city.BEGINS)
    expected = played_undisturbed()
    execute, left = engine.execute, [0]

    def until_the_cut(*args, **kwargs):
        if not left[0]:
            raise Cut
        left[0] -= 1
        return execute(*args, **kwargs)

    monkeypatch.setattr(engine, "execute", until_the_cut)
    for cuts in itertools.count():
        left[0] = ACTS_BEFORE_A_CUT
        try:
            play_all()
            break
        except Cut:
            assert cuts < MOST_CUTS
    assert cuts > 1
    assert done() == expected
