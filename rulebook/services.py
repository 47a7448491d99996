"""What upper apps may ask of this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rulebook import concerned, extent, pausing
from rulebook.kinds import PauseKind
from rulebook.models import Pause
from workflow.act import Act
from workflow.obstacles import Obstacle


def hold_log_from(hold: extent.Hold) -> None:
    """Have exports of the event log end before the moment that `hold()` gives (None: nothing to hold back).

    Call it in `AppConfig.ready()`. The app that keeps tenders gives the time of the first act in any bidding
    that is still sealed.
    """
    extent.holds.append(hold)


def can_be_paused(find: concerned.Finder) -> None:
    """Let pauses name subjects of an app: `find(actor, words)` gives what the actor may see by that number.

    Call it in `AppConfig.ready()`.
    """
    concerned.finders.append(find)


def move_with_pauses(mover: concerned.Mover) -> None:
    """Have `mover(act, pause)` called when a pause is ordered: the app moves times that stand on its own subjects.

    It does so by a step of these (`engine.follow`), so that their history tells it. Call it in `AppConfig.ready()`.
    """
    concerned.movers.append(mover)


def running_pauses(now: datetime) -> list[Pause]:
    """All that are in force at that moment."""
    return list(Pause.objects.running(now).select_related("jurisdiction"))


def not_suspended(act: Act) -> Iterator[Obstacle]:
    """A guard: nothing goes on while finance has suspended the procurement (CH-9, CO-9)."""
    subject = act.subject
    found = Pause.objects.running(act.now).filter(kind=PauseKind.SUSPENSION)
    yield from pausing.in_the_way(found.touching(subject.jurisdiction_code(), subject.lineage()))
