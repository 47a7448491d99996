"""The changes in force, kept in memory: what `workflow.law` asks for at each lookup.

They are read when the process first needs them and again when the database says that something was decided
since. `refresh` is called at the beginning of every act; pages take what is at most a moment old. That harms
nobody, because a change takes effect on the next day at the earliest.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from django.db import connection

from rulebook.models import CalendarYear, ParameterChange, Proposal
from rulebook.models.proposals import DECIDED
from workflow.law import Rule
from workflow.law.calendar import Year

PATIENCE = 2.0
"""Seconds for which a page may rely on what was read before."""

_STAMP = """
SELECT 'change', state, count(*), max(decided_at), max(effective_to)
FROM rulebook_parameterchange WHERE state = ANY(%s) GROUP BY state
UNION ALL
SELECT 'year', state, count(*), max(decided_at), NULL
FROM rulebook_calendaryear WHERE state = ANY(%s) GROUP BY state
"""


@dataclass
class Current:
    """What was read last, and the state of the tables at that time."""

    stamp: Hashable = None
    number: int = 0
    looked: float = 0.0
    rules: dict[tuple[str, str], list[Rule]] = field(default_factory=dict)
    years: list[Year] = field(default_factory=list)


_current = Current()


def overrides(rule_id: str, jurisdiction: str) -> list[Rule]:
    """The changed records of a rule in one jurisdiction, those decided last first."""
    return _current.rules.get((rule_id, jurisdiction), [])


def years() -> list[Year]:
    return _current.years


def version() -> int:
    """Grows whenever something else was read. Asks nothing of the database."""
    return _current.number


def refresh() -> None:
    """Look whether something was decided since, and read it."""
    stamp = _stamp()
    _current.looked = time.monotonic()
    if stamp != _current.stamp:
        _read()
        _current.stamp = stamp


def refresh_if_old() -> None:
    """As `refresh`, unless that was only a moment ago."""
    if time.monotonic() - _current.looked > PATIENCE:
        refresh()


def _stamp() -> Hashable:
    """How many were decided, and which last, in both tables.

    Every act begins with this question: it is asked once, and not put together anew each time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [list(DECIDED), list(DECIDED)])
        return frozenset(cursor.fetchall())


def _read() -> None:
    rules: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    changes = ParameterChange.objects.decided().select_related("jurisdiction").order_by("-decided_at")
    for change in changes:
        rules[change.rule_id, change.jurisdiction.code].append(change.as_rule)
    decided = CalendarYear.objects.filter(state=Proposal.State.IN_FORCE).order_by("decided_at")
    _current.rules, _current.years = dict(rules), [year.as_year for year in decided]
    _current.number += 1


def forget() -> None:
    """Forget what was read, as a process that has just begun."""
    _current.stamp, _current.looked = None, 0.0
    _current.rules, _current.years = {}, []
    _current.number += 1
