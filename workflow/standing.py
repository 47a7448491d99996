"""In what standing somebody takes a step: by their own right, or in a colleague's stead.

This is the one place that asks a step's policy. What is one person's own, such as a seat on a panel or an opening
key, never passes to a deputy: such policies look at the person, and the person is the deputy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.actor import Actor, Mandate
from workflow.clock import legal_now
from workflow.obstacles import PUT_RIGHT, Mend
from workflow.policies import roles_in
from workflow.steps import Step

if TYPE_CHECKING:
    from workflow.act import Act


@dataclass(frozen=True)
class Standing:
    """Who acts, and for whom. `actor` has the roles by virtue of which the step is open."""

    actor: Actor
    mandate: Mandate | None = None

    @property
    def principal(self) -> Actor | None:
        """For whom a deputy acts."""
        return self.mandate.principal if self.mandate else None


def acting(step: Step, actor: Actor, subject: Any) -> Standing | None:
    """The standing in which the step is open to somebody; their own right comes first. None: it isn't open.

    `subject` is None for a first step whose subject isn't born yet.
    """
    if step.by(actor, subject):
        return Standing(actor)
    for mandate in running(step, actor):
        stand_in = mandate.stand_in(actor)
        if step.by(stand_in, subject):
            return Standing(stand_in, mandate)
    return None


def mend_by(act: Act, step: str, label: Any = PUT_RIGHT) -> Mend | None:
    """The way to another step of the act's subject; None for whom that step isn't open: they would be turned away.

    Whoever gives None a place says in the obstacle's sentence whose step it is.
    """
    subject = act.subject
    if acting(type(subject).steps()[step], act.caller or act.actor, subject) is None:
        return None
    return Mend(subject.address_of(step), label)


def running(step: Step, actor: Actor) -> Iterator[Mandate]:
    """Mandates for that step that hold at this moment."""
    named = [mandate for mandate in actor.mandates if step.id in mandate.steps]
    if not named or not may_be_deputised(step):
        return
    now = legal_now()
    yield from (mandate for mandate in named if mandate.covers(step.id, now))


def may_be_deputised(step: Step) -> bool:
    """Steps that belong to a role or a post. Not one person's own, those that hide who acts, or the portal's; nor
    what lasts: a mandate ends with its days, and so must all that it opened."""
    passes_on = bool(roles_in(step.by) or step.posts_in)
    return passes_on and not (step.hidden or step.sealed or step.personal or step.lasting)
