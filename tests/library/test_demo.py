"""The shelf of the demonstration city: a policy, what explains it, two districts under it, a case."""

from __future__ import annotations

from datetime import date, timedelta

from library import checklist, demo
from library.models import Policy
from portal.demo import shelving
from workflow.play import Play

TODAY = date(2026, 11, 28)


def test_no_list_of_the_library_is_empty(hand, legal_time) -> None:
    for begins, name, story in shelving.openings(0, TODAY):
        legal_time(begins)
        play = Play(name, begins)
        for moment in story(play):
            legal_time(moment)
            play.now = moment
    kinds = list(Policy.objects.public().order_by("kind").values_list("kind", flat=True))
    assert kinds == ["case", "interpretation", "policy", "rules", "rules"]
    found = checklist.of(Policy.objects.get(number=demo.policy_of_2014()["number"]))
    assert (found.issued, found.copied, found.owed) == (2, 1, 1)
    assert Policy.objects.latest("signed_on").signed_on >= TODAY - timedelta(days=10)
