"""Playing a story through `execute` in the order of legal time: how a demonstration comes to be.

A story is a generator. It does acts through `Play` and yields the moment at which it wants to go on; the agenda
runs all stories interleaved by time and moves the legal clock forward between them. Each act carries a key made
of its story, step, subject and actor, so that a run that was cut off is taken up again: what has been done
answers at once, whatever the data would be this time.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from time import monotonic
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from core.actor import Actor
from workflow import engine, idempotency
from workflow.act import Channel
from workflow.clock import SHANGHAI, advance_to, legal_date, legal_now
from workflow.law import calendar
from workflow.paper import Evidence

Story = Generator[datetime, None, Any]


@dataclass(frozen=True)
class Entry:
    """What is known of an act that was done on paper: when, its scan as a stored file, and why on paper."""

    done_at: datetime
    scan: Any
    reason: str


@dataclass
class Play:
    """The hand of one story: acts with keys, and moments counted from where the story stands."""

    name: str
    now: datetime
    times: Counter[str] = field(default_factory=Counter)
    taken_up: bool = True
    """Whether what comes next may have been done by an earlier run: until something is done for the first time."""

    def do(self, subject: Any, step: str, actor: Actor, /, **data: Any) -> Any:
        """Do a step and return the subject as it is afterwards."""
        return self._once(subject, step, actor, data)

    def enter(self, subject: Any, step: str, actor: Actor, on_paper: Entry, /, **data: Any) -> Any:
        """Enter a step that was done on paper before."""
        evidence = Evidence(on_paper.scan, on_paper.reason)
        how = {"channel": Channel.PAPER, "occurred_at": on_paper.done_at, "evidence": evidence}
        return self._once(subject, step, actor, data, how)

    def _once(
        self, subject: Any, step: str, actor: Actor, data: dict[str, Any], how: dict[str, Any] | None = None
    ) -> Any:
        declared = type(subject).steps()[step]
        key = self._key(declared.id, "" if declared.first else subject.pk, actor)
        if self.taken_up and (earlier := idempotency.answer_to(actor, key)) is not None:
            return earlier
        done = engine.execute(subject, step, actor, data, key=key, **(how or {}))
        self.taken_up = self.taken_up and done.repeated
        return done.subject

    def make(self, model: Any, step: str, actor: Actor, /, **data: Any) -> Any:
        """Bring a subject into being."""
        return self.do(model(), step, actor, **data)

    def tried(self, subject: Any, step: str, actor: Actor, /, **data: Any) -> engine.Refused | None:
        """Try a step that may be refused; the refusal is part of the story."""
        try:
            self.do(subject, step, actor, **data)
        except engine.Refused as refused:
            return refused
        return None

    def id_for(self, what: str) -> UUID:
        """A key that is the same each time the story is played."""
        return uuid5(NAMESPACE_URL, f"{self.name}/{what}")

    def after(
        self, *, days: int = 0, working_days: int = 0, hours: int = 0, at: time | None = None
    ) -> datetime:
        """A later moment on the story's way: calendar days, then working days, then hours; or at a time of day."""
        day = legal_date(self.now) + timedelta(days=days)
        if working_days:
            day = calendar.add_working_days(day, working_days)
        local = self.now.astimezone(SHANGHAI)
        clock = at or local.timetz().replace(tzinfo=None)
        return datetime.combine(day, clock, SHANGHAI) + timedelta(hours=hours)

    def _key(self, step_id: str, subject: Any, actor: Actor) -> str:
        """The n-th time that this actor does this step with this subject in this story."""
        act = f"{self.name}|{step_id}|{subject}|{actor.user_id}"
        self.times[act] += 1
        return f"play:{uuid5(NAMESPACE_URL, f'{act}|{self.times[act]}')}"


Opening = tuple[datetime, str, Callable[[Play], Story]]
"""When a story begins, its name, and the story."""


def perform(
    openings: Iterable[Opening], *, until: datetime, report: Callable[[int, datetime], None] | None = None
) -> int:
    """Play all stories up to `until` in the order of time. Returns how many scenes were played.

    Scenes later than `until` are left unplayed: those stories are where the demonstration stands today.
    """
    agenda = [(begin, number, name, story, None) for number, (begin, name, story) in enumerate(openings)]
    heapq.heapify(agenda)
    scenes, clock = 0, _Clock()
    while agenda and agenda[0][0] <= until:
        moment, number, name, story, running = heapq.heappop(agenda)
        clock.move_to(moment)
        play, scene = running or _start(name, story, moment)
        play.now = moment
        try:
            following = next(scene, None)
        except Exception as error:
            error.add_note(f"in the story “{name}”, on {moment:%Y-%m-%d %H:%M}")
            raise
        scenes += 1
        if following is not None:
            heapq.heappush(agenda, (max(following, moment), number, name, story, (play, scene)))
        if report:
            report(scenes, moment)
    clock.move_to(until)
    return scenes


def _start(name: str, story: Callable[[Play], Story], moment: datetime) -> tuple[Play, Story]:
    play = Play(name, moment)
    return play, story(play)


class _Clock:
    """Moves the legal clock forward, and asks it how late it is only where that may have passed the moment."""

    def __init__(self) -> None:
        self._read(legal_now())

    def move_to(self, moment: datetime) -> None:
        if moment <= self._latest():
            self._read(legal_now())
        if moment > self._now:
            self._read(advance_to(moment))

    def _read(self, now: datetime) -> None:
        self._now, self._at = now, monotonic()

    def _latest(self) -> datetime:
        """It goes on between two readings: a little later than it can be by now."""
        return self._now + timedelta(seconds=monotonic() - self._at + 1)
