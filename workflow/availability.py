"""What an actor could do with a subject, and what stands in the way: asked before anyone presses a button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workflow.act import Act
from workflow.clock import legal_now
from workflow.obstacles import Obstacle, collect
from workflow.standing import Standing, acting
from workflow.steps import Step

if TYPE_CHECKING:
    from core.actor import Actor


@dataclass(frozen=True)
class Available:
    """A step that state and role allow, with the obstacles that its guards name."""

    step: Step
    subject: Any
    obstacles: list[Obstacle]
    principal: Actor | None = None
    """The colleague in whose stead it would be done."""

    @property
    def stops(self) -> list[Obstacle]:
        return [o for o in self.obstacles if not o.is_warning]

    @property
    def warnings(self) -> list[Obstacle]:
        return [o for o in self.obstacles if o.is_warning]

    @property
    def may_be_entered_from_paper(self) -> bool:
        """Whether what was done on paper could be entered now: also where nothing but the day stops it."""
        return self.step.may_be_on_paper and all(o.by_day for o in self.stops)

    @property
    def is_open(self) -> bool:
        """True when nothing stops it; warnings ask for a reason in the form."""
        return not self.stops


def available(subject: Any, actor: Actor) -> list[Available]:
    """All steps that the subject's state and the actor's role allow, in the order of their declaration."""
    now = legal_now()
    possible = [s for s in type(subject).steps().values() if s.is_possible(subject) and not s.hidden]
    found = [(step, acting(step, actor, subject)) for step in possible]
    return [_available(step, subject, standing, now) for step, standing in found if standing is not None]


def offer(subject: Any, step_name: str, actor: Actor) -> Available | None:
    """A first step of something that would be born within something else (`subject` is new and unsaved).

    None where the actor's role doesn't allow it.
    """
    step = type(subject).steps()[step_name]
    standing = acting(step, actor, subject)
    return _available(step, subject, standing, legal_now()) if standing is not None else None


def obstacles_of(step: Step, subject: Any, actor: Actor, now: Any = None) -> list[Obstacle]:
    """What the guards of a step have to say now. Checks of the input are not asked."""
    standing = acting(step, actor, subject) or Standing(actor)
    return _available(step, subject, standing, now or legal_now()).obstacles


def can_create(model: Any, step_name: str, actor: Actor) -> bool:
    """Whether the actor's role allows a first step."""
    return acting(model.steps()[step_name], actor, None) is not None


def _available(step: Step, subject: Any, standing: Standing, now: datetime) -> Available:
    act = Act(step, subject, standing.actor, now)
    act.stand(standing)
    found = [o for guard in step.all_guards for o in collect(guard(act))]
    return Available(step, subject, found, standing.principal)
