"""What follows from a decided change."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import services as accounts
from accounts.telling.kinds import MOVED
from core.phrases import Text, said
from rulebook import concerned, current, notices, telling
from rulebook.kinds import Scope
from rulebook.models import Pause
from workflow import duedates, law, pauses
from workflow.act import Act
from workflow.duedates import Ground
from workflow.models import DueChange, Duty
from workflow.registry import effect


@effect("rulebook.refresh")
def take_in(act: Act) -> None:
    """This process counts with the change at once; the others at their next act."""
    current.refresh()


@effect("rulebook.recount")
def recount(act: Act) -> None:
    """Count open periods anew that run through the year, whether its holidays are announced or corrected."""
    pauses.alone()
    notice = act.subject
    concerned = duedates.running_through(*notice.reach())
    ground = Ground(DueChange.Cause.CALENDAR, notice.notice, notice.get_absolute_url())
    moved = duedates.recount(act, Duty.objects.open().filter(concerned), ground)
    told = telling.tell(
        moved,
        said(_("Due dates counted anew: working days of %(year)s"), year=notice.year),
        said(_("By the notice %(notice)s these are due at another time:"), notice=notice.notice),
        reverse("portal:worklist"),
    )
    act.outcome |= {"moved": len(moved), "told": told}


@effect("rulebook.pause.begin")
def begin_pause(act: Act) -> None:
    """Everything it touches is counted anew, whoever waits is told, and where it is public so is everybody."""
    pauses.alone()
    pause = act.subject
    for move in concerned.movers:
        move(act, pause)
    moved = _recounted(act)
    subject = said(_("Periods paused: %(pause)s"), pause=pause)
    opening = said(_("%(document)s: periods stand still from %(from)s to %(to)s."), **telling.span(pause))
    told = telling.tell(moved, subject, opening, pause.get_absolute_url())
    _tell_parties(pause, moved, subject, opening)
    _note(pause, moved)
    if pause.is_public:
        notices.tell_beginning(act, pause)
    act.outcome |= {"moved": len(moved), "told": told}


@effect("rulebook.pause.end")
def end_pause(act: Act) -> None:
    """Ended sooner than ordered: the days that are left count again. Times that were announced stay where they are."""
    pauses.alone()
    pause = act.subject
    moved = _recounted(act)
    subject = said(_("Pause ended: %(pause)s"), pause=pause)
    opening = said(_("%(document)s: the pause ended on %(to)s."), **telling.span(pause))
    telling.tell(moved, subject, opening, pause.get_absolute_url())
    if pause.is_public:
        notices.tell_end(act, pause)
    act.outcome["moved"] = len(moved)


@effect("rulebook.pause.lapse")
def lapse_pause(act: Act) -> None:
    """It has lasted its time, so no date moves; who was told of its beginning is told of its end."""
    pause = act.subject
    waiting = Duty.objects.open().filter(pk__in=pause.changes.values("duty"))
    subject = said(_("Pause over: %(pause)s"), pause=pause)
    opening = said(_("%(document)s: periods go on since %(to)s."), **telling.span(pause))
    telling.tell(waiting, subject, opening, pause.get_absolute_url())


def _recounted(act: Act) -> list[Duty]:
    pause = act.subject
    ground = Ground(DueChange.Cause.PAUSE, pause.document, pause.get_absolute_url())
    return duedates.recount(act, Duty.objects.open().filter(_touched(pause)), ground)


def _touched(pause: Pause) -> Q:
    if pause.scope == Scope.SUBJECT:
        return Q(within__contains=[pause.subject_id])
    if pause.scope == Scope.ALL:
        return Q()
    return Q(jurisdiction__in=_below(pause.jurisdiction.code))


def _below(place: str) -> list[str]:
    """The codes of a place and of all that lie in it."""
    codes = Duty.objects.order_by().values_list("jurisdiction", flat=True).distinct()
    return [code for code in codes if place in law.jurisdictions.chain(code)]


def _note(pause: Pause, moved: list[Duty]) -> None:
    """Who it concerns may read it; what is public already is paused in public."""
    pause.is_public = not pause.is_suspension or notices.is_known(pause)
    pause.concerned = sorted({*pause.concerned, *(duty.organisation_id for duty in moved)}, key=str)
    Pause.objects.filter(pk=pause.pk).update(is_public=pause.is_public, concerned=pause.concerned)


def _tell_parties(pause: Pause, moved: list[Duty], subject: Text, text: Text) -> None:
    """Who has nothing to do at the moment is told as well that what is theirs stands still."""
    for party in {*pause.concerned} - {duty.organisation_id for duty in moved}:
        accounts.notify(party, subject, text, pause.get_absolute_url(), kind=MOVED)
