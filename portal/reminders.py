"""Reminding of what falls due tomorrow and of what is overdue: one mail to each person, once for each stage.

Nothing depends on it: whether something is overdue follows from `legal_now()` whenever it is read.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import Membership, User
from accounts.services import send
from core.dates import long_date
from portal.duties import Calendar, step_url
from workflow.clock import legal_now
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
    """What falls due on the next day of the calendar."""
    tomorrow = Calendar(now).ends["today"]
    return Q(due_at__gte=tomorrow, due_at__lt=tomorrow + timedelta(days=1), reminded_stage="")


def _tell(stage: Duty.Stage, which: Q, now: datetime) -> int:
    found = Duty.objects.open().filter(which).select_for_update(skip_locked=True).order_by("due_at", "pk")
    duties = list(found[:MOST])
    Duty.objects.filter(pk__in=[duty.pk for duty in duties]).update(reminded_stage=stage)
    by_person: dict[UUID, list[Duty]] = defaultdict(list)
    for duty in duties:
        for user_id in _handlers(duty):
            by_person[user_id].append(duty)
    people = User.objects.in_bulk(by_person)
    for user_id, own in by_person.items():
        person = people[user_id]
        with override(person.language or settings.LANGUAGE_CODE):
            send(person, _subject(stage, own), _body(own, now), _address(stage, own))
    return len(by_person)


def _handlers(duty: Duty) -> list[UUID]:
    """Whoever it was given to; else those who could take it, in its section where it has one."""
    members = Membership.objects.filter(organisation_id=duty.organisation_id).current()
    if duty.user_id:
        members = members.filter(user_id=duty.user_id)
    elif duty.role:
        members = members.filter(roles__contains=[duty.role])
    if duty.section_id and not duty.user_id:
        members = members.filter(Q(section_id=duty.section_id) | Q(section=None))
    return list(members.values_list("user_id", flat=True))


def _subject(stage: Duty.Stage, duties: list[Duty]) -> str:
    if stage == Duty.Stage.LATE:
        text = ngettext("%(number)s matter is overdue", "%(number)s matters are overdue", len(duties))
    else:
        text = ngettext(
            "%(number)s matter falls due tomorrow", "%(number)s matters fall due tomorrow", len(duties)
        )
    return text % {"number": len(duties)}


def _body(duties: list[Duty], now: datetime) -> str:
    lines = [
        _("%(what)s, %(title)s. Due: %(due)s.")
        % {"what": duty.what, "title": duty.title, "due": long_date(duty.due_at)}
        for duty in duties[:MOST_NAMED]
    ]
    if len(duties) > MOST_NAMED:
        lines.append(_("And %(number)s more.") % {"number": len(duties) - MOST_NAMED})
    return "\n".join([*lines, _("Reminded on %(day)s.") % {"day": long_date(now)}])


def _address(stage: Duty.Stage, duties: list[Duty]) -> str:
    """The very step; where there are several, the worklist."""
    if len(duties) == 1:
        return step_url(duties[0])
    return reverse("portal:worklist") + ("?due=late" if stage == Duty.Stage.LATE else "")
