"""What an actor could do with a subject, and what stands in the way: asked before anyone presses a button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.act import Act
from workflow.clock import legal_now
from workflow.obstacles import Obstacle, collect
from workflow.steps import Step

if TYPE_CHECKING:
    from core.actor import Actor


@dataclass(frozen=True)
class Available:
    """A step that state and role allow, with the obstacles that its guards name."""

    step: Step
    subject: Any
    obstacles: list[Obstacle]

    @property
    def stops(self) -> list[Obstacle]:
        return [o for o in self.obstacles if not o.is_warning]

    @property
    def warnings(self) -> list[Obstacle]:
        return [o for o in self.obstacles if o.is_warning]

    @property
    def is_open(self) -> bool:
        """True when nothing stops it; warnings ask for a reason in the form."""
        return not self.stops


def available(subject: Any, actor: Actor) -> list[Available]:
    """All steps that the subject's state and the actor's role allow, in the order of their declaration."""
    now = legal_now()
    return [
        Available(step, subject, obstacles_of(step, subject, actor, now))
        for step in type(subject).steps().values()
        if step.is_possible(subject) and not step.hidden and step.by(actor, subject)
    ]


def offer(subject: Any, step_name: str, actor: Actor) -> Available | None:
    """A first step of something that would be born within something else (`subject` is new and unsaved).

    None where the actor's role doesn't allow it.
    """
    step = type(subject).steps()[step_name]
    if not step.by(actor, subject):
        return None
    return Available(step, subject, obstacles_of(step, subject, actor))


def obstacles_of(step: Step, subject: Any, actor: Actor, now: Any = None) -> list[Obstacle]:
    """What the guards of a step have to say now. Checks of the input are not asked."""
    act = Act(step, subject, actor, now or legal_now())
    return [o for guard in step.all_guards for o in collect(guard(act))]


def can_create(model: Any, step_name: str, actor: Actor) -> bool:
    """Whether the actor's role allows a first step."""
    return model.steps()[step_name].by(actor, None)
