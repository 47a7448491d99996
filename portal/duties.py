"""Duties as a worklist shows them: by when they fall due, seen from today in Shanghai."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Section, User
from accounts.roles import Role
from core.actor import Actor
from core.dates import SHANGHAI
from rulebook.models import Pause
from rulebook.services import running_pauses
from workflow import beginnings
from workflow.clock import legal_now
from workflow.duties import may_do, may_give, may_take, may_urge, represented
from workflow.models import DueChange, Duty, DutyQuerySet

TITLES = {
    "late": _("Overdue"),
    "today": _("Due today"),
    "week": _("Due this week"),
    "next": _("Due next week"),
    "later": _("Due later"),
    "open": _("No period set"),
}


@dataclass
class Group:
    """Duties of one stretch of time. `total` counts all of them, also those on other pages."""

    key: str
    total: int
    rows: list[Duty] = field(default_factory=list)

    @property
    def title(self) -> Any:
        return TITLES[self.key]


@dataclass(frozen=True)
class Calendar:
    """Where today, this week and the next one end. Weeks end with Sunday."""

    now: datetime

    def _midnight(self, days: int) -> datetime:
        day = self.now.astimezone(SHANGHAI).date() + timedelta(days=days)
        return datetime.combine(day, time.min, SHANGHAI)

    @property
    def begins(self) -> datetime:
        """Today's midnight."""
        return self._midnight(0)

    @property
    def ends(self) -> dict[str, datetime]:
        """For each stretch the moment before which a duty falls into it, in order."""
        to_monday = 7 - self.now.astimezone(SHANGHAI).weekday()
        return {
            "late": self.now,
            "today": self._midnight(1),
            "week": self._midnight(to_monday),
            "next": self._midnight(to_monday + 7),
        }

    def stretch(self, due_at: datetime | None) -> str:
        if due_at is None:
            return "open"
        return next((key for key, end in self.ends.items() if due_at < end), "later")

    def within(self, key: str) -> Q:
        """The condition for one stretch."""
        if key == "open":
            return Q(due_at__isnull=True)
        ends = list(self.ends.items())
        names = [name for name, _end in ends]
        at = names.index(key) if key in names else len(names)
        lower = Q(due_at__gte=ends[at - 1][1]) if at else Q()
        return lower & (Q(due_at__lt=ends[at][1]) if at < len(ends) else Q(due_at__isnull=False))


def totals(duties: DutyQuerySet, calendar: Calendar) -> dict[str, int]:
    """How many fall into each stretch, in one query."""
    return duties.aggregate(**{key: Count("pk", filter=calendar.within(key)) for key in TITLES})


def groups(rows: Iterable[Duty], calendar: Calendar, counted: dict[str, int]) -> Iterator[Group]:
    """The rows of a page (sorted by due date, none last) under their headings."""
    for key, found in groupby(rows, key=lambda duty: calendar.stretch(duty.due_at)):
        yield Group(key, counted[key], list(found))


def dress(rows: list[Duty], actor: Actor) -> list[Duty]:
    """Give each duty what its line shows beside its own fields: `kind` of subject, `amount`, when it `begins` if that
    lies ahead, `handler`, `section`, who
    urged it last, what the reader may do about it, in whose stead (`represented`), and the pause
    under which it stands still, or that put it off."""
    wanted = {pk for duty in rows for pk in (duty.user_id, duty.reminded_by) if pk}
    people = User.objects.in_bulk(wanted)
    sections = Section.objects.in_bulk({duty.section_id for duty in rows if duty.section_id})
    known = amounts(rows, actor)
    ahead = beginnings.lying_ahead(rows)
    running, prolonged = running_pauses(legal_now()) if rows else [], _prolonged(rows)
    for duty in rows:
        duty.amount = known.get(duty.subject_id)  # type: ignore[attr-defined]
        duty.paused = next((pause for pause in running if _stands_still(duty, pause)), None)  # type: ignore[attr-defined]
        duty.begins = ahead.get(duty.pk)  # type: ignore[attr-defined]
        duty.prolonged = prolonged.get(duty.pk)  # type: ignore[attr-defined]
        duty.kind = kind_of(duty.subject_type)  # type: ignore[attr-defined]
        duty.handler = handler_of(duty, people)  # type: ignore[attr-defined]
        duty.section = sections.get(duty.section_id)  # type: ignore[attr-defined, arg-type]
        duty.urged_by = people.get(duty.reminded_by)  # type: ignore[attr-defined, arg-type]
        duty.may_give = may_give(duty, actor)  # type: ignore[attr-defined]
        duty.may_do = may_do(duty, actor)  # type: ignore[attr-defined]
        duty.represented = represented(duty, actor)  # type: ignore[attr-defined]
        duty.may_take = duty.user_id is None and not duty.personal and may_take(duty, actor)  # type: ignore[attr-defined]
        duty.may_urge = may_urge(duty, actor) and duty.user_id != actor.user_id  # type: ignore[attr-defined]
    return rows


def amounts(rows: Iterable[Duty], actor: Actor) -> dict[UUID, Decimal]:
    """How much each subject is about, of those that the reader may see: one query for each kind on the page."""
    by_kind = defaultdict(set)
    for duty in rows:
        by_kind[duty.subject_type].add(duty.subject_id)
    return {pk: amount for kind, keys in by_kind.items() for pk, amount in _amounts_of(kind, keys, actor)}


def _amounts_of(kind: str, keys: set[UUID], actor: Actor) -> Iterator[tuple[UUID, Decimal]]:
    model = apps.get_model(kind)
    if paths := model.amount_in:
        for pk, *found in model.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", *paths):
            yield from ((pk, amount) for amount in [amount for amount in found if amount is not None][:1])


def kind_of(subject_type: str) -> str:
    return capfirst(str(apps.get_model(subject_type)._meta.verbose_name))


def handler_of(duty: Duty, people: dict[UUID, User]) -> str:
    """The person it was given to, else the role that it waits for."""
    if duty.user_id in people:
        return people[duty.user_id].name
    return str(Role(duty.role).label) if duty.role in Role.values else gettext("anyone of the unit")


def _stands_still(duty: Duty, pause: Pause) -> bool:
    return duty.due_at is not None and pause.concerns(duty.jurisdiction, duty.within)


def _prolonged(rows: list[Duty]) -> dict[UUID, DueChange]:
    """The last pause that moved each of these, where it is due later than at first."""
    later = [duty.pk for duty in rows if duty.first_due_at and duty.first_due_at != duty.due_at]
    changes = DueChange.objects.filter(duty__in=later, cause=DueChange.Cause.PAUSE).order_by("at")
    return {change.duty_id: change for change in changes}
