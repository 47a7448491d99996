"""One project's way through the city, act by act, as far as its fate goes."""

from __future__ import annotations

from collections.abc import Callable

from accounts import demo as people
from core.actor import Actor
from portal.demo import accepting, application, bidding, contracting, delivering, posts, reviewing
from portal.demo.scenes import AFTERNOON, MORNING
from portal.demo.specs import Fate, Spec
from procurement import demo as procurement
from procurement.models import Project
from workflow.play import Play, Story


def life_of(spec: Spec) -> Callable[[Play], Story]:
    """The story of a project."""

    def story(play: Play) -> Story:
        project = yield from application.play(play, spec)
        if spec.purchaser in people.SMALL_UNITS:
            yield from posts.borrowed(play, project)
        if spec.outside_plan:
            yield play.after(working_days=1, at=MORNING)
            procurement.told_outside_of_the_plan(play, project, spec.purchaser, reason=spec.outside_plan)
        if spec.fate < Fate.TENDER_DRAFTED:
            return
        award = yield from bidding.play(play, spec, project)
        if spec.fate is Fate.FAILED:
            yield play.after(working_days=15, at=AFTERNOON)
            given_up(play, spec, project)
        if award is None or spec.fate is Fate.AWARDED:
            return
        contract = yield from contracting.play(play, spec, award)
        if contract is None:
            return
        for part in (delivering.play, accepting.play, reviewing.play):
            if not (yield from part(play, spec, contract)):
                return
        yield play.after(working_days=60, at=AFTERNOON)
        play.do(present(project), "close", head_of(spec))

    return story


def given_up(play: Play, spec: Spec, project: Project) -> None:
    """Nobody could be found to do it this year."""
    reason = "投标供应商不足三家，年度内已无重新采购的条件，终止项目并收回资金。"
    play.do(present(project), "terminate", head_of(spec), reason=reason)


def present(project: Project) -> Project:
    """As it stands now."""
    return Project.objects.get(pk=project.pk)


def head_of(spec: Spec) -> Actor:
    return people.actor(f"{spec.purchaser}.lingdao")
