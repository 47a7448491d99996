"""The story once more, with an attack on every form before it is sent."""

from __future__ import annotations

import pytest

from tests.walks import stops
from tests.walks.hostile import others, together
from tests.walks.hostile.attack import Attack


def faults(patch: pytest.MonkeyPatch) -> list[str]:
    """What goes wrong, one line each."""
    found: list[str] = []
    met: set[type] = set()

    def visit(stop: stops.Stop) -> None:
        if stop.step.id not in stops.NO_PAGE_OF_ITS_OWN:
            attack = Attack.on_step(stop, found)
            attack.run(known=type(attack.form) in met)
            met.add(type(attack.form))
        for elsewhere in (together.of_several, together.of_bidding, together.of_reserving):
            for attack in elsewhere(stop, found):
                attack.run()
        if stop.step.id == "evaluation.evaluation.prolong_survey":
            for attack in others.on_the_survey(stop.subject, found):
                attack.run()

    assert stops.walk(patch, visit) == stops.steps_of_people()
    return found
