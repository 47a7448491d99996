"""Reminding of what falls due on the next working day and of what is overdue: one message to each person, once for
each stage.

Nothing depends on it: whether something is overdue follows from `legal_now()` whenever it is read.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from accounts.services import send
from accounts.telling.kinds import LATE, NEAR
from accounts.telling.work import handlers_of
from core.dates import SHANGHAI, end_text, long_date
from portal.duties import Calendar
from workflow.addresses import of_duty
from workflow.clock import legal_date, legal_now
from workflow.law import calendar
from workflow.models import Duty

MOST = 500
FAR_BACK = timedelta(days=30)
"""What has been overdue for longer is known: a portal that was asleep doesn't wake up with old news."""
MOST_NAMED = 10


def remind() -> int:
    """Send what is to be sent now. Returns how many people are told. Two at once don't meet: rows are locked."""
    with transaction.atomic():
        now = legal_now()
        return _tell(Duty.Stage.LATE, _late(now), now) + _tell(Duty.Stage.SOON, _soon(now), now)


def _late(now: datetime) -> Q:
    return Q(due_at__lt=now, due_at__gte=now - FAR_BACK) & ~Q(reminded_stage=Duty.Stage.LATE)


def _soon(now: datetime) -> Q:
    """What falls due before the end of the next working day, on the last one before: a Monday's on Friday.

    What has arisen today was told of today.
    """
    today = Calendar(now)
    last = calendar.next_working_day(legal_date(now))
    ends = datetime.combine(last + timedelta(days=1), time.min, SHANGHAI)
    return Q(due_at__gte=now, due_at__lte=ends, arose_at__lt=today.begins, reminded_stage="")


def _tell(stage: Duty.Stage, which: Q, now: datetime) -> int:
    found = Duty.objects.open().filter(which).select_for_update(skip_locked=True).order_by("due_at", "pk")
    duties = list(found[:MOST])
    Duty.objects.filter(pk__in=[duty.pk for duty in duties]).update(reminded_stage=stage)
    by_person: dict[User, list[Duty]] = defaultdict(list)
    for duty in duties:
        for person in handlers_of(duty, deputies=True):
            by_person[person].append(duty)
    kind = LATE if stage == Duty.Stage.LATE else NEAR
    for person, own in by_person.items():
        with override(person.language or settings.LANGUAGE_CODE):
            said = (_subject(stage, own), _body(own, now), _address(stage, own))
            send(person, *said, kind=kind, duties=own, until=own[0].due_at if kind == NEAR else None)
    return len(by_person)


def _subject(stage: Duty.Stage, duties: list[Duty]) -> str:
    if stage == Duty.Stage.LATE:
        text = ngettext("%(number)s matter is overdue", "%(number)s matters are overdue", len(duties))
    else:
        text = ngettext("%(number)s matter falls due soon", "%(number)s matters fall due soon", len(duties))
    return text % {"number": len(duties)}


def _body(duties: list[Duty], now: datetime) -> str:
    lines = [
        _("%(what)s, %(title)s. Due: %(due)s.")
        % {"what": duty.what, "title": duty.about, "due": end_text(duty.due_at)}
        for duty in duties[:MOST_NAMED]
    ]
    if len(duties) > MOST_NAMED:
        lines.append(_("And %(number)s more.") % {"number": len(duties) - MOST_NAMED})
    return "\n".join([*lines, _("Reminded on %(day)s.") % {"day": long_date(now)}])


def _address(stage: Duty.Stage, duties: list[Duty]) -> str:
    """The very step; where there are several, the worklist."""
    if len(duties) == 1:
        return of_duty(duties[0])
    return reverse("portal:worklist") + ("?due=late" if stage == Duty.Stage.LATE else "")
