"""Why something can't be done: said in one sentence, with the rule that asks for it and the place to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

PUT_RIGHT = _("Put it right")


class Severity(StrEnum):
    """`STOP` can't be passed. `WARN` passes with a written reason, which the event keeps (class W of the rules).
    `CONFIRM` is gone as soon as the person has confirmed that it is them."""

    STOP = "stop"
    WARN = "warn"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Mend:
    """Where to put it right: an address of this portal and what the link says."""

    url: str
    label: Any = PUT_RIGHT


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that is missing or wrong.

    `text` is a full sentence in the reader's language, `rule` an id of `workflow.law` whose article is shown,
    `mend` leads to the place where it can be put right, `field` names the input that a check speaks of.
    """

    text: Any
    rule: str = ""
    mend: Mend | None = None
    field: str = ""
    severity: Severity = Severity.STOP
    by_day: bool = False
    """Whether it is the day that stands in the way: what was done on paper on an earlier one may still be entered."""

    @property
    def is_warning(self) -> bool:
        return self.severity is Severity.WARN

    @property
    def is_confirmation(self) -> bool:
        return self.severity is Severity.CONFIRM


def stop(
    text: Any, rule: str = "", *, mend: Mend | None = None, field: str = "", by_day: bool = False
) -> Obstacle:
    """An obstacle that can't be passed (class H of the rules). `by_day` where a guard asks `act.done_on`."""
    return Obstacle(text, rule, mend, field, by_day=by_day)


def warn(text: Any, rule: str, *, mend: Mend | None = None, field: str = "") -> Obstacle:
    """An obstacle that is passed with a written reason."""
    return Obstacle(text, rule, mend, field, Severity.WARN)


class Refusal(StrEnum):
    """What kind of No it is. The browser and the API choose their status code by it."""

    STATE = "state"
    ACTOR = "actor"
    INPUT = "input"
    OBSTACLES = "obstacles"
    CONFLICT = "conflict"


@dataclass
class Refused(Exception):
    """An act was not done, and nothing was changed.

    `errors` holds messages by input name, as forms do; `form` is the bound form, so that nothing typed is lost.
    """

    kind: Refusal
    obstacles: list[Obstacle] = field(default_factory=list)
    errors: dict[str, list[Any]] = field(default_factory=dict)
    message: Any = ""
    warned: list[Obstacle] = field(default_factory=list)
    """All that was warned of, answered or not: what was typed in answer must still be there."""
    form: Any = None
    event_id: UUID | None = None
    """The event that keeps the attempt."""

    def __str__(self) -> str:
        said = [str(self.message)] if self.message else []
        said += [f"{o.text} [{o.rule}]" for o in self.obstacles]
        said += [f"{name}: {'; '.join(map(str, errors))}" for name, errors in self.errors.items()]
        return f"{self.kind}: {' | '.join(said)}"

    @property
    def rules(self) -> set[str]:
        """The ids of the rules that stood against it."""
        return {o.rule for o in self.obstacles if o.rule}


def collect(found: Obstacle | Iterable[Obstacle] | None) -> list[Obstacle]:
    """What a guard returned or yielded, as a list."""
    if found is None:
        return []
    return [found] if isinstance(found, Obstacle) else list(found)
