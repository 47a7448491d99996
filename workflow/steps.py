"""What a step is: declared once; buttons, forms, routes, history and diagrams follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from django_fsm import transition

from workflow import running
from workflow.obstacles import Obstacle

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.act import Act

Guard = Callable[["Act"], "Obstacle | Iterable[Obstacle] | None"]
"""Answers with what stands in the way. Guards know `act.subject`, `act.actor` and `act.now`; checks also `act.data`."""
Policy = Callable[["Actor", Any], bool]
Effect = Callable[["Act"], None]
EVERY_STATE = "*"
"""As a source: the step may be taken in each state."""
general_guards: list[Guard] = []
"""Asked of every step that people take; see `registry.add_general_guard`."""
general_effects: list[Effect] = []
"""What follows from every step that people take; see `registry.add_general_effect`."""


class Mark(StrEnum):
    """How the history shows a step: a square seal for a decision by authority, a round mark for handling."""

    HANDLING = "handling"
    DECISION = "decision"


class Reason(StrEnum):
    """Whether a step asks for a written reason beside its own input."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True)
class Clock:
    """A legal period that starts with a step and is met by another.

    `rule` is looked up in `workflow.law`; `party` names the subject's attribute that holds the id of the
    organisation whose duty it is, `role` the role within it, `step` what they must do, `meets` how it ends.
    """

    rule: str
    step: str
    party: str
    role: str = ""
    role_of: str = ""
    """Attribute with the role, where it isn't the same for every subject."""
    label: Any = ""
    since: str = ""
    """Attribute with the moment from which the period counts, where that isn't the act's own time."""
    until: str = ""
    """Attribute with the due moment, where a person set it and no rule fixes a period."""
    user: str = ""
    """Attribute with the id of the one person who must act, where it isn't everybody in that role."""
    personal: bool = True
    """With `user`: nobody else of the organisation sees it or may take it over (see `Duty.personal`)."""


@dataclass(frozen=True)
class Await:
    """Who must act while a subject rests in a state: becomes a row in their worklist, closed when it leaves."""

    step: str
    party: str
    role: str = ""
    role_of: str = ""
    """As for `Clock`."""
    within: str = ""
    """Id of the rule whose period limits it, or empty where no period is set."""
    label: Any = ""
    since: str = ""
    until: str = ""
    user: str = ""
    personal: bool = True
    """As for `Clock`."""
    not_for: str = ""
    """Attribute that holds who did the first half of what two people do: the second half doesn't wait for them."""
    halts: tuple[str, ...] = ()
    """Rules whose periods of this subject stand still meanwhile (see `workflow.halts`)."""


@dataclass
class Step:
    """One declared step of a lifecycle. `id` reads `app.model.step` once the model is known."""

    name: str
    sources: tuple[str, ...]
    target: str | None
    by: Policy
    label: Any
    guards: tuple[Guard, ...] = ()
    checks: tuple[Guard, ...] = ()
    starts: tuple[Clock, ...] = ()
    meets: tuple[str, ...] = ()
    then: tuple[Await, ...] | None = None
    """Who must act next, where the state stays: takes the place of the duty to take this step."""
    effects: tuple[str, ...] = ()
    locks: tuple[str, ...] = ()
    """What else must be locked: attribute paths of the subject; for a first step, names of its input."""
    lock: str = "update"
    """`update`, or `share` where a step only reads what it locks (the subject; for a first step, its input)."""
    sealed: bool = False
    """Events of this step commit to who did what instead of saying it (see `events.seal`)."""
    reason: Reason = Reason.NONE
    mark: Mark = Mark.HANDLING
    glyph: str = "办"
    done: Any = ""
    rules: tuple[str, ...] = ()
    primary: bool = True
    once: str = ""
    """Attribute that this step sets, or that says it isn't called for: with a value, the step is no longer offered."""
    grave: bool = False
    """Whoever takes it must have confirmed shortly before that it is them (see `confirming`)."""
    hidden: bool = False
    personal: bool = False
    """One person's own: nobody takes it in their stead."""
    lasting: bool = False
    """It gives or takes what outlasts a leave: people, posts, orders of a unit, its particulars. No deputy takes it."""
    posts_in: tuple[str, ...] = ()
    """Kinds of organisations in which a unit's own order, not a role, says who takes it: a deputy may, as by a role."""
    on_paper: bool | None = None
    """Whether it may have been done on paper and be entered afterwards. Unless said: all that isn't a beginning."""
    first: bool = False
    id: str = ""
    model: Any = None
    extra_guards: list[Guard] = field(default_factory=list)

    def bind(self, model: Any) -> None:
        if self.sources == (EVERY_STATE,):
            self.sources = tuple(value for value, _label in model._meta.get_field("state").choices)
        self.model, self.id = model, f"{model._meta.label_lower}.{self.name}"

    @property
    def own_guards(self) -> list[Guard]:
        """Those that were given to this step, here or from above."""
        return [*self.guards, *self.extra_guards]

    @property
    def all_guards(self) -> list[Guard]:
        general = () if self.hidden else general_guards
        return [*self.guards, *self.extra_guards, *general]

    @property
    def general_effects(self) -> list[Effect]:
        return [] if self.hidden else general_effects

    def is_possible(self, subject: Any) -> bool:
        """Whether the subject's state allows it, and it isn't done already."""
        if self.first or subject.state not in self.sources:
            return False
        return not (self.once and getattr(subject, self.once))

    @property
    def may_be_on_paper(self) -> bool:
        """Never what is sealed, and never what the portal does itself."""
        wanted = not self.first if self.on_paper is None else self.on_paper
        return wanted and not self.sealed and not self.hidden

    @property
    def slug(self) -> str:
        return self.name.replace("_", "-")


def step(
    source: str | Sequence[str],
    target: str | None = None,
    *,
    by: Policy,
    label: Any,
    **options: Any,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a method of a `Lifecycle` as a step.

    `target=None` keeps the state: an act that is recorded without moving the subject. The method receives
    an `Act` and changes this object's own fields; what else happens is named in `effects`.
    Options: see `Step`.
    """
    sources = (source,) if isinstance(source, str) else tuple(source)

    def declare(method: Callable[..., None]) -> Callable[..., None]:
        declared = _declaration(method, sources, target, by, label, options)
        method.__dict__["declared_step"] = declared
        moved = transition(field="state", source=list(sources), target=target)(method)

        @wraps(moved)
        def guarded(self: Any, act: Act) -> None:
            running.demand(self, declared.name)
            moved(self, act)

        return guarded

    return declare


def first_step(
    *, by: Policy, label: Any, **options: Any
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare the step by which a subject comes into being, in the first state of its lifecycle."""

    def declare(method: Callable[..., None]) -> Callable[..., None]:
        declared = _declaration(method, (), None, by, label, {"first": True, **options})

        @wraps(method)
        def guarded(self: Any, act: Act) -> None:
            running.demand(self, declared.name)
            method(self, act)

        guarded.__dict__["declared_step"] = declared
        return guarded

    return declare


def _declaration(
    method: Callable[..., None],
    sources: tuple[str, ...],
    target: str | None,
    by: Policy,
    label: Any,
    options: dict[str, Any],
) -> Step:
    many = {"guards", "checks", "starts", "meets", "then", "effects", "locks", "rules", "posts_in"}
    fixed: dict[str, Any] = {k: tuple(v) if k in many else v for k, v in options.items()}
    sources = tuple(str(getattr(s, "value", s)) for s in sources)
    wanted = None if target is None else str(getattr(target, "value", target))
    return Step(name=method.__name__, sources=sources, target=wanted, by=by, label=label, **fixed)
