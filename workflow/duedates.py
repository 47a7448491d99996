"""When a duty is due: counted when it arises, and counted anew when a calendar is announced or a pause ordered.

Only periods are counted anew, never a time that a person set on a subject (when bids close, by when to rectify):
people have planned by it, and whoever set it answers for it. A pause prolongs such a time where it stands in a
duty; where it stands on a subject, the app that keeps it moves it by a step of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from workflow import halts, law, pauses
from workflow.law import Pause, local_day
from workflow.models import DueChange, Duty, DutyQuerySet

if TYPE_CHECKING:
    from workflow.act import Act
    from workflow.steps import Await, Clock


@dataclass(frozen=True, slots=True)
class DueDate:
    """`first_at` is what it would be without the pauses that move it; empty where none does."""

    at: datetime | None = None
    counts_from: datetime | None = None
    first_at: datetime | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """Why due dates move: the notice or order that is cited, and the page where it stands."""

    cause: DueChange.Cause
    about: str
    url: str


def of(now: datetime, wanted: Await | Clock, rule_id: str, subject: Any) -> DueDate:
    """When something is due that arises now."""
    if wanted.until and (until := getattr(subject, wanted.until)):
        return DueDate(until)
    rule = _period(rule_id, subject.jurisdiction_code(), subject.regime_date())
    if rule is None:
        return DueDate()
    start = (getattr(subject, wanted.since) if wanted.since else None) or now
    plain = law.due_by(rule, start)
    spans = [
        *pauses.of(subject.jurisdiction_code(), subject.lineage()),
        *halts.of(subject._meta.label_lower, subject.pk, rule_id, now),
    ]
    due = law.due_by(rule, start, spans)
    return DueDate(due.at, start, plain.at if due.at != plain.at else None, due.provisional)


def recount(act: Act, duties: DutyQuerySet, ground: Ground) -> list[Duty]:
    """Count these open duties anew, and keep what each was due before. Returns those that have moved."""
    return list(_moved(act, duties, ground))


def set_anew(act: Act, duties: DutyQuerySet, until: datetime, ground: Ground) -> list[Duty]:
    """Another time for these open duties, where the one that a person had set was a mistake. Returns those moved."""
    moved = []
    for duty in duties.filter(met_at__isnull=True, due_at__isnull=False).select_for_update().order_by("pk"):
        if duty.due_at != until:
            _move(act, duty, DueDate(until, provisional=duty.provisional), ground)
            moved.append(duty)
    return moved


def _moved(act: Act, duties: DutyQuerySet, ground: Ground) -> Iterator[Duty]:
    for duty in duties.filter(met_at__isnull=True, due_at__isnull=False).select_for_update().order_by("pk"):
        due = _counted(duty, act.when)
        if due.at == duty.due_at:
            Duty.objects.filter(pk=duty.pk).update(provisional=due.provisional)
            continue
        _move(act, duty, due, ground)
        yield duty


def _move(act: Act, duty: Duty, due: DueDate, ground: Ground) -> None:
    """The new time, with what it was before and why it moved."""
    before = duty.due_at
    assert before is not None and due.at is not None
    duty.due_at, duty.provisional = due.at, due.provisional
    duty.first_due_at, duty.reminded_at = duty.first_due_at or before, None
    duty.save(update_fields=["due_at", "provisional", "first_due_at", "reminded_at"])
    DueChange.objects.create(
        duty=duty,
        subject_id=duty.subject_id,
        event_id=act.event_id,
        at=act.now,
        cause=ground.cause,
        about=ground.about[:200],
        url=ground.url,
        before=before,
        after=due.at,
    )


def running_through(first: date, last: date) -> Q:
    """Periods that are counted over some of these days."""
    return Q(counts_from__lt=_midnight(last + timedelta(days=1)), due_at__gte=_midnight(first))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=law.BEIJING)


def _counted(duty: Duty, now: datetime) -> DueDate:
    spans = pauses.of(duty.jurisdiction, duty.within or [duty.subject_id])
    if duty.counts_from is None:
        return DueDate(_run_on(duty, spans), provisional=duty.provisional)
    rule = _period(duty.rule, duty.jurisdiction, duty.regime_on or local_day(duty.arose_at))
    if rule is None:
        return DueDate(duty.due_at, provisional=duty.provisional)
    stood = halts.of(duty.subject_type, duty.subject_id, duty.rule, now)
    due = law.due_by(rule, duty.counts_from, [*spans, *stood])
    return DueDate(due.at, provisional=due.provisional)


def _run_on(duty: Duty, spans: Sequence[Pause]) -> datetime | None:
    """A time that a person set: as many days later as pauses take before it, at the same hour of a working day."""
    until = duty.first_due_at or duty.due_at
    if until is None:
        return None
    last = law.run_on(local_day(duty.arose_at), local_day(until), spans)
    if last == local_day(until):
        return until
    return datetime.combine(law.roll(last, spans), until.astimezone(law.BEIJING).timetz())


def _period(rule_id: str, jurisdiction: str, on: date) -> law.Rule | None:
    if not rule_id or not law.applies(rule_id, jurisdiction=jurisdiction, on=on):
        return None
    rule = law.find(rule_id, jurisdiction=jurisdiction, on=on)
    return rule if rule.is_period else None
