"""One act while it is being done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from workflow.clock import legal_date

if TYPE_CHECKING:
    from core.actor import Actor
    from workflow.paper import Evidence
    from workflow.standing import Standing
    from workflow.steps import Step


class Channel(StrEnum):
    """How the act came in."""

    BROWSER = "browser"
    API = "api"
    PAPER = "paper"
    IMPORT = "import"
    TASK = "task"


class _Closed(dict[str, Any]):
    """Facts of an act whose event stands."""

    def __setitem__(self, name: str, value: Any) -> None:
        raise TypeError(f"the event is written already: {name!r} would be in no record")


@dataclass
class Act:
    """What guards, checks, step methods and effects are given.

    `now` is the legal time read after the locks were taken. `data` is the cleaned input (empty for guards that
    are asked before the click). `outcome` collects what a caller may want to know, e.g. created objects.
    """

    step: Step
    subject: Any
    actor: Actor
    now: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    channel: Channel = Channel.BROWSER
    occurred_at: datetime | None = None
    """When it was done, where that was before its entry: an act on paper."""
    evidence: Evidence | None = None
    on_behalf_of: Actor | None = None
    """For whom a deputy acts, or whose act the portal follows."""
    mandate: UUID | None = None
    """The deputyship by which `on_behalf_of` is represented."""
    caller: Actor | None = None
    """Who came, with all their mandates; `actor` has become the standing in which the step is open to them."""
    cause: Act | None = None
    corrects: UUID | None = None
    from_state: str = ""
    event_id: UUID = field(default_factory=uuid4)
    outcome: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    """Extra facts for the event, set by the step method or by an effect that runs before the event is written
    (`registry.effect_in_event`). Never personal data."""

    def close_facts(self) -> None:
        """The event is written: whatever came later would be lost in silence."""
        self.facts = _Closed(self.facts)

    def stand(self, standing: Standing) -> None:
        """Take the act in that standing."""
        self.caller = self.caller or self.actor
        self.actor = standing.actor
        if standing.mandate or self.mandate:
            self.on_behalf_of = standing.principal
            self.mandate = standing.mandate.id if standing.mandate else None

    @property
    def persons(self) -> set[UUID]:
        """Who answers for it: the person who acts and, where that is a deputy, the one represented."""
        named = (self.actor, self.on_behalf_of if self.actor.is_user else None)
        return {one.user_id for one in named if one is not None and one.user_id is not None}

    @property
    def when(self) -> datetime:
        """When it was done. The law's periods count from this and are kept by this; `now` is when it was entered."""
        return self.occurred_at or self.now

    @property
    def done_on(self) -> date:
        """The day of `when`."""
        return legal_date(self.when)

    @property
    def today(self) -> date:
        return legal_date(self.now)

    def assign(self, *names: str) -> None:
        """Copy cleaned input to the subject's fields of the same names."""
        for name in names:
            setattr(self.subject, name, self.data[name])
