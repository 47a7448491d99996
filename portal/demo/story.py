"""One project's way through the city, act by act, as far as its fate goes."""

from __future__ import annotations

from collections.abc import Callable

from portal.demo import application, bidding
from portal.demo.specs import Fate, Spec
from workflow.play import Play, Story


def life_of(spec: Spec) -> Callable[[Play], Story]:
    """The story of a project."""

    def story(play: Play) -> Story:
        project = yield from application.play(play, spec)
        if spec.fate < Fate.TENDERING:
            return
        award = yield from bidding.play(play, spec, project)
        if award is None:
            return

    return story
