"""What the apps have declared: lifecycles and steps, forms, effects, guards added from above, outbox handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from workflow.steps import Effect, Guard, Step, general_effects, general_guards


class Lifecycles:
    """All concrete lifecycle models and their steps."""

    def __init__(self) -> None:
        self._classes: list[Any] = []
        self._steps: dict[Any, dict[str, Step]] = {}

    def note(self, cls: Any) -> None:
        self._classes.append(cls)

    def models(self) -> list[Any]:
        """Concrete models, in the order of their import."""
        return [
            c for c in self._classes if hasattr(c, "_meta") and not c._meta.abstract and not c._meta.proxy
        ]

    def steps_of(self, model: Any) -> dict[str, Step]:
        if model not in self._steps:
            self._steps[model] = dict(self._find(model))
        return self._steps[model]

    def _find(self, model: Any) -> Iterator[tuple[str, Step]]:
        seen: dict[str, Step] = {}
        for cls in reversed(model.__mro__):
            for name, attribute in vars(cls).items():
                declared = getattr(attribute, "declared_step", None)
                if isinstance(declared, Step):
                    seen[name] = declared
        for name, shared in seen.items():
            own = model.own_terms.get(name, {})
            declared = replace(shared, extra_guards=[], **own)  # several models may inherit it
            declared.bind(model)
            yield name, declared

    def step(self, step_id: str) -> Step:
        """The step with that id, e.g. `procurement.project.submit`."""
        for model in self.models():
            for declared in self.steps_of(model).values():
                if declared.id == step_id:
                    return declared
        raise LookupError(f"no step {step_id!r}")

    def all_steps(self) -> Iterator[Step]:
        for model in self.models():
            yield from self.steps_of(model).values()


class Named:
    """Functions or classes by name, each registered once."""

    def __init__(self, what: str) -> None:
        self.what, self._items = what, {}  # type: ignore[var-annotated]

    def register(self, name: str) -> Callable[[Any], Any]:
        def keep(item: Any) -> Any:
            if self._items.setdefault(name, item) is not item:
                raise LookupError(f"{self.what} {name!r} is registered twice")
            return item

        return keep

    def get(self, name: str) -> Any:
        return self._items.get(name)

    def __getitem__(self, name: str) -> Any:
        try:
            return self._items[name]
        except KeyError:
            raise LookupError(f"no {self.what} {name!r}") from None

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def names(self) -> list[str]:
        return sorted(self._items)


lifecycles = Lifecycles()
forms = Named("form for step")
effects = Named("effect")
before_event: set[str] = set()
"""Names of those effects that run before the event is written."""
outbox_handlers = Named("outbox handler")
outbox_endings = Named("ending of outbox rows")
slow_kinds: set[str] = set()
"""Kinds of outbox rows that others don't wait for."""
routers = Named("router of duties")


def form_for(step_id: str) -> Callable[[Any], Any]:
    """Bind a form to a step: it parses what the browser, the API and tasks hand in, in the same way."""
    return forms.register(step_id)


def effect(name: str) -> Callable[[Any], Any]:
    """Register `function(act)` under a name that steps list in `effects`. It runs in the act's transaction."""
    return effects.register(name)


def effect_in_event(name: str) -> Callable[[Any], Any]:
    """Such an effect, run before the event is written, because what it finds (`act.facts`) stands in the event."""
    before_event.add(name)
    return effects.register(name)


def outbox_handler(kind: str, *, slow: bool = False) -> Callable[[Any], Any]:
    """Register `function(payload: dict)` that delivers outbox rows of that kind. It must bear being run twice.

    What is `slow` comes after everything else that is due: no mail waits behind a hundred papers.
    """
    if slow:
        slow_kinds.add(kind)
    return outbox_handlers.register(kind)


def outbox_given_up(kind: str) -> Callable[[Any], Any]:
    """Register `function(payload: dict, error: str)`: a row of that kind failed for the last time, and whoever counts
    on it must be able to see that."""
    return outbox_endings.register(kind)


def router(question: str) -> Callable[[Any], Any]:
    """Register what the room that knows people answers about duties and acts. Without an answer the whole
    unit has them.

    `section` is `function(act, subject, organisation_id, role) -> UUID | None`: where a new duty lands. `holder` is
    `function(organisation_id, user_id) -> Holder | None`: what somebody is in that organisation today. `arose` is
    `function(act, duty)`: a duty has arisen, and whoever it concerns may be told after commit. `latest` is
    `function(subject, reader) -> Mark | None`: the last act on a subject, as far as its reader may know of it.
    """
    return routers.register(question)


def add_general_guard(guard: Guard) -> None:
    """Ask a guard of every step that people take: what holds for acting as such, not for one subject."""
    general_guards.append(guard)


def add_general_effect(run: Effect) -> None:
    """Let something follow from every step that people take, in its transaction, after its own effects."""
    general_effects.append(run)


def add_guard(step_id: str, guard: Guard) -> None:
    """Add a guard to a step of a lower app. Call it in `AppConfig.ready()`; diagrams show it."""
    lifecycles.step(step_id).extra_guards.append(guard)
