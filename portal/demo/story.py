"""One project's way through the city, act by act, as far as its fate goes."""

from __future__ import annotations

from collections.abc import Callable

from portal.demo import accepting, application, bidding, contracting, delivering, reviewing
from portal.demo.specs import Fate, Spec
from workflow.play import Play, Story


def life_of(spec: Spec) -> Callable[[Play], Story]:
    """The story of a project."""

    def story(play: Play) -> Story:
        project = yield from application.play(play, spec)
        if spec.fate < Fate.TENDER_DRAFTED:
            return
        award = yield from bidding.play(play, spec, project)
        if award is None or spec.fate is Fate.AWARDED:
            return
        contract = yield from contracting.play(play, spec, award)
        if contract is None:
            return
        for part in (delivering.play, accepting.play, reviewing.play):
            if not (yield from part(play, spec, contract)):
                return

    return story
