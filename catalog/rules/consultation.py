"""What must hold of a consultation: how long it lasts, who is asked, and that nobody's word is left lying."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.dates import long_date
from core.phrases import listed
from workflow import law
from workflow.act import Act
from workflow.clock import SHANGHAI, legal_date
from workflow.obstacles import Mend, Obstacle, stop, warn

PERIOD = "catalog.consultation"
DEPARTMENTS = "O102-13"
HEARING = "A3.4"


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def end_of(day: date) -> datetime:
    """A period ends with the last moment of its last day, as those of the law do."""
    return datetime.combine(day, time.max, SHANGHAI)


def first_lawful_end(start: datetime, place: str) -> date:
    """The last day of comment, at the earliest, where it begins at `start`."""
    return legal_date(law.earliest(PERIOD, start, jurisdiction=place).at - timedelta(seconds=1))


def period_is_long_enough(act: Act) -> Iterator[Obstacle]:
    """The public has at least the days that the rule names."""
    yield from _too_short(act, act.now, act.data["comments_until"], "comments_until")


def held_period_is_long_enough(act: Act) -> Iterator[Obstacle]:
    """The same of one that was held before it is recorded."""
    since, until = act.data["held_from"], act.data["held_until"]
    if until >= act.today:
        yield stop(_("Record it once it is over."), HEARING, field="held_until")
    yield from _too_short(act, start_of(since), until, "held_until")


def _too_short(act: Act, start: datetime, last_day: date, field: str) -> Iterator[Obstacle]:
    earliest = first_lawful_end(start, act.subject.jurisdiction_code())
    if last_day < earliest:
        text = _("Comments are taken until %(day)s at the earliest.") % {"day": long_date(earliest)}
        yield stop(text, PERIOD, field=field)


def departments_are_asked(act: Act) -> Iterator[Obstacle]:
    """O102-13: the departments concerned are consulted."""
    if _departments_must_be_heard(act) and not act.data["departments"]:
        text = _("No department is asked. Choose those concerned, or say why none is.")
        yield warn(text, DEPARTMENTS, field="departments")


def _departments_must_be_heard(act: Act) -> bool:
    return law.applies(DEPARTMENTS, jurisdiction=act.subject.jurisdiction_code(), on=act.today)


def was_held_already(act: Act) -> Iterator[Obstacle]:
    if act.data["held_on"] > act.today:
        yield stop(_("Record it on the day when it was held, or later."), HEARING, field="held_on")


def period_is_over(act: Act) -> Iterator[Obstacle]:
    """Nobody who relied on the last day comes too late."""
    until = act.subject.comments_until
    if until is not None and act.now < until:
        last = long_date(legal_date(until - timedelta(seconds=1)))
        yield stop(_("Comments are taken until the end of %(day)s.") % {"day": last}, PERIOD)


def departments_have_answered(act: Act) -> Iterator[Obstacle]:
    """O102-13: who has not answered is named; finance goes on without it for a reason only."""
    missing = act.subject.departments_without_answer()
    if missing:
        text = _("Not answered yet: %(names)s. Remind them, or say why you go on without them.")
        yield warn(text % {"names": listed(missing)}, DEPARTMENTS)


def opinions_are_treated(act: Act) -> Iterator[Obstacle]:
    """A3.4: for each opinion it is said what became of it."""
    open_ones: Any = act.subject.opinions_to_treat()
    if count := len(open_ones):
        text = ngettext(
            "Say first what became of %(count)s opinion of a department.",
            "Say first what became of %(count)s opinions of departments.",
            count,
        )
        yield stop(
            text % {"count": count}, HEARING, mend=Mend(open_ones[0].get_absolute_url(), _("To the opinion"))
        )


def not_reminded_today(act: Act) -> Iterator[Obstacle]:
    last = act.subject.reminded_at
    if last is not None and legal_date(last) == act.today:
        yield stop(_("The department was reminded today already."), DEPARTMENTS)


def what_is_wanted_is_said(act: Act) -> Iterator[Obstacle]:
    """Who does not simply agree says what should be different."""
    if act.data["stance"] != "agrees" and not act.data["text"].strip():
        yield stop(_("Say what should be changed, and why."), DEPARTMENTS, field="text")


def refusal_has_grounds(act: Act) -> Iterator[Obstacle]:
    """What isn't taken up, or only in part, is answered with the reason."""
    if act.data["treatment"] != "taken" and not act.data["treatment_text"].strip():
        yield stop(_("Give the reason: the department reads it."), HEARING, field="treatment_text")
