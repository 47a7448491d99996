"""What must hold before periods are paused, and while a procurement is suspended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import dates
from rulebook.kinds import PauseKind, Scope
from rulebook.policies import answers_for_the_city
from workflow import law
from workflow.act import Act
from workflow.clock import legal_date
from workflow.obstacles import Mend, Obstacle, stop

PAUSE, SUSPENDED, THIRTY = "PAUSE", "CO-9", "complaint.suspend_max"
BACK = timedelta(days=30)
"""How far back an outage or force majeure may be established afterwards."""
LONGEST = timedelta(days=366)


def ends_after_it_begins(act: Act) -> Iterator[Obstacle]:
    begins, ends = act.data["begins_at"], act.data["ends_at"]
    if ends <= begins:
        yield stop(_("The pause must end after it begins."), PAUSE, field="ends_at")
    if ends - begins > LONGEST:
        yield stop(_("A pause lasts a year at most; it can be followed by another."), PAUSE, field="ends_at")
    if begins < act.now - BACK:
        yield stop(_("A pause can be established for the last thirty days only."), PAUSE, field="begins_at")


def scope_is_ones_own(act: Act) -> Iterator[Obstacle]:
    """Everything: the city. An area, a project or a tender: one's own, or one below."""
    scope, place = act.data["scope"], act.data["jurisdiction"]
    if scope == Scope.ALL and not answers_for_the_city(act.actor):
        yield stop(_("Only the city's finance department pauses everything."), PAUSE, field="scope")
    elif scope == Scope.PLACE and place.code not in act.actor.jurisdictions:
        yield stop(_("Choose your own area or one below it."), PAUSE, field="jurisdiction")
    elif scope == Scope.SUBJECT and act.data["subject"].jurisdiction_code() not in act.actor.jurisdictions:
        yield stop(_("This project or tender belongs to another area."), PAUSE, field="concerns")


def one_is_suspended_at_a_time(act: Act) -> Iterator[Obstacle]:
    """An order of suspension names the project or the tender that it suspends (Order 94, article 28)."""
    if act.data["kind"] == PauseKind.SUSPENSION and act.data["scope"] != Scope.SUBJECT:
        yield stop(_("An order of suspension names one project or tender."), SUSPENDED, field="scope")


def suspension_does_not_reach_back(act: Act) -> Iterator[Obstacle]:
    if act.data["kind"] == PauseKind.SUSPENSION and legal_date(act.data["begins_at"]) < act.today:
        yield stop(
            _("An order of suspension takes effect today at the earliest."), SUSPENDED, field="begins_at"
        )


def suspended_for_thirty_days_at_most(act: Act) -> Iterator[Obstacle]:
    data = act.data
    if data["kind"] == PauseKind.SUSPENSION and data["subject"] is not None:
        yield from _too_long(act, data["subject"].lineage(), data["begins_at"], data["ends_at"], "ends_at")


def still_within_thirty_days(act: Act) -> Iterator[Obstacle]:
    """Asked again when it is decided: another order may have come in between."""
    pause = act.subject
    if pause.is_suspension:
        yield from _too_long(act, pause.within, pause.begins_at, pause.ends_at)


def _too_long(
    act: Act, keys: list[Any], begins: datetime, ends: datetime, field: str = ""
) -> Iterator[Obstacle]:
    """Suspensions of one project or tender last thirty days in all, however many orders there are."""
    earlier = act.subject.suspended_before(keys)
    limit = law.find(THIRTY, jurisdiction=act.actor.jurisdiction or "", on=legal_date(begins))
    if not limit.holds(earlier + act.subject.days_between(begins, ends)):
        yield stop(
            _("Suspensions may last %(limit)s in all; %(earlier)d days have been ordered before.")
            % {"limit": limit.limit, "earlier": earlier},
            THIRTY,
            field=field,
        )


def still_runs(act: Act) -> Iterator[Obstacle]:
    if act.now >= act.subject.ends_at:
        yield stop(_("Its time is up: the portal ends it by itself."), PAUSE)


def end_lies_within(act: Act) -> Iterator[Obstacle]:
    ends = act.data["ends_at"]
    if not act.subject.begins_at <= ends <= max(act.now, act.subject.begins_at):
        yield stop(_("Give a time after its beginning that has already come."), PAUSE, field="ends_at")


def time_is_up(act: Act) -> Iterator[Obstacle]:
    if act.now < act.subject.ends_at:
        yield stop(_("The pause still lasts."), PAUSE)


def in_the_way(found: Any) -> Iterator[Obstacle]:
    """What a step answers while these suspensions last."""
    for pause in found:
        yield stop(
            _("Suspended by finance until %(day)s (%(document)s).")
            % {"day": dates.end_text(pause.ends_at), "document": pause.document},
            SUSPENDED,
            mend=Mend(pause.get_absolute_url(), _("Read the order")),
        )
